import { createHash, randomBytes } from 'node:crypto';

import { MINUTE, problemError, type Clock, type Problem, type TillbridgeError } from '@tillbridge/domain';
import {
  authorizationOf,
  credentialOf,
  resealAuthorization,
  reviveConnection,
  saveAuthorization,
  STORE_PROBLEMS,
  takeAuthorization,
  writeCredential,
  type AuthorizationClaim,
  type AuthorizationRow,
  type AuthorizationStep,
  type Seal,
  type Session,
  type Store,
} from '@tillbridge/store';

import type { FreshGrant } from '../grant.js';
import { OAUTH_PROBLEMS } from '../problems.js';
import { contextOf } from '../store-vault.js';

/** Who began an authorisation, and for which connection. Nobody else can finish it. */
export interface Party {
  readonly connection: string;
  /** Such as `command line` or a user's id. */
  readonly startedBy: string;
}

/** What was asked for with a state, for whoever finishes it. */
export interface Asked {
  readonly party: Party;
  /** Another account of the POS may take the connection over. */
  readonly anotherAccount: boolean;
}

/** How long a person may take at the POS, and afterwards to confirm. */
export const PATIENCE = 10 * MINUTE;

const ATTEMPTS = 3;

/**
 * Authorisations on their way, in the database: the browser may come back to another process than the one that sent it
 * away. A state and a ticket are 256 random bits; only their hash is stored, and what it guards is sealed (I6).
 */
export class AuthorizationStates {
  constructor(
    private readonly store: Store,
    private readonly seal: Seal,
    private readonly options: { readonly clock: Clock; readonly keyFile: string },
  ) {}

  /**
   * Begins an authorisation and returns the state to send to the POS; `verifier` is null where the POS knows no PKCE.
   */
  async ask(party: Party, verifier: string | null, anotherAccount = false): Promise<string> {
    return this.put('asked', party, JSON.stringify({ verifier, anotherAccount } satisfies Question));
  }

  /**
   * The verifier (null without PKCE) behind a state. It serves once: of two callers one gets it.
   *
   * @throws TillbridgeError `oauth.state_unknown`, `oauth.state_expired`, `oauth.state_foreign`
   */
  async redeem(state: string, party: Party): Promise<string | null> {
    const claim = claimOf('asked', state, party);
    const row = await this.store.transaction(null, (session) => takeAuthorization(session, claim));
    if (row === null) throw await this.whyNotTaken(claim);
    if (this.isLate(row)) throw expired(party);
    return this.questionOf(row).verifier;
  }

  /** The connection that a state was given out for, without using it up; null where none is waiting. */
  async connectionOf(state: string): Promise<string | null> {
    const row = await authorizationOf(this.store.read, keyOf(state));
    return row === null || row.step !== 'asked' || this.isLate(row) ? null : row.connectionId;
  }

  /**
   * Who asked for what, without using the state up; null where it was used or never given out. One that came too late is
   * told as well, so that `redeem` can say so.
   */
  async asked(state: string): Promise<Asked | null> {
    const row = await authorizationOf(this.store.read, keyOf(state));
    if (row === null || row.step !== 'asked') return null;
    const { connectionId: connection, startedBy } = row;
    return { party: { connection, startedBy }, anotherAccount: this.questionOf(row).anotherAccount };
  }

  /** Tells whoever began it how it ended: the problems, or none where it succeeded. */
  async tell(state: string, party: Party, problems: readonly Problem[]): Promise<void> {
    await this.putUnder(state, { step: 'told', party, text: JSON.stringify(problems) });
  }

  /** Takes what `tell` has left; null while there is nothing. */
  async heard(state: string, party: Party): Promise<readonly Problem[] | null> {
    const claim = claimOf('told', state, party);
    const row = await this.store.transaction(null, (session) => takeAuthorization(session, claim));
    return row === null ? null : (JSON.parse(this.open(row)) as readonly Problem[]);
  }

  /** Gives up what was begun: a callback that comes later finds nothing. */
  async withdraw(state: string, party: Party): Promise<void> {
    await this.store.transaction(null, async (session) => {
      await takeAuthorization(session, claimOf('asked', state, party));
      await takeAuthorization(session, claimOf('told', state, party));
    });
  }

  /**
   * Commits a fresh pair, sealed, before anything uses it (I5). It stands beside the connection's present pair, which
   * stays in use until a person has seen which account this is. Returns the ticket for it.
   */
  async keep(party: Party, grant: FreshGrant): Promise<string> {
    return this.put('granted', party, JSON.stringify(grant));
  }

  /** @throws TillbridgeError `oauth.confirmation_late` */
  async kept(ticket: string, party: Party): Promise<FreshGrant> {
    const row = await authorizationOf(this.store.read, keyOf(ticket));
    if (row === null || !isOf(row, party) || this.isLate(row)) throw late(party);
    return JSON.parse(this.open(row)) as FreshGrant;
  }

  /** A newer pair in the place of the kept one, committed before its first use (I5); false where it is not kept. */
  async renew(ticket: string, party: Party, grant: FreshGrant): Promise<boolean> {
    const claim = claimOf('granted', ticket, party);
    const sealed = this.seal.seal(JSON.stringify(grant), sealContext(claim.key));
    return this.store.transaction(null, (session) => resealAuthorization(session, { ...claim, sealed }));
  }

  /**
   * Makes the kept pair the connection's own, in one commit: there is no moment at which neither or both hold it. What
   * the store knows of the connection otherwise (coverage, mapping, figures) is not touched. A refresh of the old pair
   * that is on its way finds a higher version and leaves the new pair in place.
   *
   * @throws TillbridgeError `oauth.confirmation_late`
   */
  async adopt(ticket: string, party: Party): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.store.transaction(null, (session) => this.adoptWithin(session, ticket, party));
      } catch (error) {
        if (error !== OVERTAKEN || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async drop(ticket: string, party: Party): Promise<void> {
    const claim = claimOf('granted', ticket, party);
    await this.store.transaction(null, (session) => takeAuthorization(session, claim));
  }

  private async adoptWithin(session: Session, ticket: string, party: Party): Promise<void> {
    const row = await takeAuthorization(session, claimOf('granted', ticket, party));
    if (row === null || this.isLate(row)) throw late(party);
    const { connection } = party;
    const contents = { grant: JSON.parse(this.open(row)) as FreshGrant, revoked: null };
    // The old pair is not opened: connecting again is also the way out when the key was lost.
    const before = (await credentialOf(session, connection))?.version ?? 0;
    const isWritten = await writeCredential(session, {
      connectionId: connection,
      sealed: this.seal.seal(JSON.stringify(contents), contextOf(connection)),
      version: before + 1,
      state: 'valid',
      cause: null,
      expectedVersion: before,
      at: this.options.clock.now(),
    });
    if (!isWritten) throw OVERTAKEN;
    await reviveConnection(session, connection);
  }

  private async put(step: AuthorizationStep, party: Party, text: string): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    await this.putUnder(secret, { step, party, text });
    return secret;
  }

  private async putUnder(
    secret: string,
    { step, party, text }: { readonly step: AuthorizationStep; readonly party: Party; readonly text: string },
  ): Promise<void> {
    const key = keyOf(secret);
    const now = this.options.clock.now();
    const sealed = this.seal.seal(text, sealContext(key));
    const { connection: connectionId, startedBy } = party;
    const row = { key, step, connectionId, startedBy, sealed, expiresAt: now + PATIENCE };
    await this.store.transaction(null, (session) => saveAuthorization(session, row, now));
  }

  private questionOf(row: AuthorizationRow): Question {
    return JSON.parse(this.open(row)) as Question;
  }

  /** Finds out the reason for the message alone; the row stays where it is. */
  private async whyNotTaken({ key, connectionId: connection }: AuthorizationClaim): Promise<TillbridgeError> {
    const row = await authorizationOf(this.store.read, key);
    if (row === null || row.step !== 'asked')
      return problemError(OAUTH_PROBLEMS, 'oauth.state_unknown', { connection });
    return problemError(OAUTH_PROBLEMS, 'oauth.state_foreign', { connection });
  }

  private isLate({ expiresAt }: AuthorizationRow): boolean {
    return this.options.clock.now() >= expiresAt;
  }

  private open(row: AuthorizationRow): string {
    try {
      return this.seal.open(row.sealed, sealContext(row.key));
    } catch (error) {
      const parameters = { connection: row.connectionId, file: this.options.keyFile };
      throw problemError(STORE_PROBLEMS, 'store.key_mismatch', parameters, { cause: error });
    }
  }
}

/** What an `asked` row seals. */
interface Question {
  readonly verifier: string | null;
  readonly anotherAccount: boolean;
}

/** Rolls the transaction back, the taken row with it. */
const OVERTAKEN = new Error('another pair was saved at the same moment');

function keyOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function sealContext(key: string): string {
  return `authorization_state/${key}`;
}

function claimOf(step: AuthorizationStep, secret: string, party: Party): AuthorizationClaim {
  return { key: keyOf(secret), step, connectionId: party.connection, startedBy: party.startedBy };
}

function isOf(row: AuthorizationRow, party: Party): boolean {
  return row.step === 'granted' && row.connectionId === party.connection && row.startedBy === party.startedBy;
}

function expired({ connection }: Party): TillbridgeError {
  return problemError(OAUTH_PROBLEMS, 'oauth.state_expired', { connection, minutes: PATIENCE / MINUTE });
}

function late({ connection }: Party): TillbridgeError {
  return problemError(OAUTH_PROBLEMS, 'oauth.confirmation_late', { connection });
}
