import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Egress, openEgress } from '@tillbridge/egress';
import { type Meters, METERS, NO_METERS } from '@tillbridge/observability';
import { causeOf, type CauseCode } from '@tillbridge/plugin-kit';

import { eventually } from '../../../test/support/eventually.ts';
import type { FreshGrant, Revocation, StoredGrant } from './grant.js';
import { AuthorizationStates } from './authorize/authorization-states.js';
import { OauthModule } from './oauth.module.js';
import { TokenEndpoint } from './testing/token-endpoint.js';
import { TokenSource, type GrantOwner } from './token-source.js';
import { REFRESH_LEASE, TOKEN_VAULT, type RefreshLease, type TokenVault } from './vault.js';

const HOUR = 3_600_000;

let endpoint: TokenEndpoint;
let egress: Egress;
let vault: MemoryVault;
let lease: QueueLease;
let clock: { time: number; now(): number };

beforeEach(async () => {
  endpoint = await TokenEndpoint.start();
  egress = openEgress({ proxy: null, noProxy: [], caFile: null });
  vault = new MemoryVault();
  lease = new QueueLease();
  clock = { time: Date.UTC(2026, 4, 14, 12), now: () => clock.time };
});

afterEach(async () => {
  await egress.close();
  await endpoint.stop();
});

describe('a token source', () => {
  it('fetches the first pair with the settings’ token, then lives on what is stored', async () => {
    const tokens = [await source().accessToken(owner()), await source().accessToken(owner())];

    expect(tokens.map(({ value }) => value)).toEqual(['access-1', 'access-1']);
    expect(usedTokens()).toEqual(['first']);
  });

  it('refreshes with the rotated token once the access token nears its end', async () => {
    const tokens = source();
    await tokens.accessToken(owner());

    clock.time += HOUR - 60_000;
    const next = await tokens.accessToken(owner());

    expect(next.value).toBe('access-2');
    expect(usedTokens()).toEqual(['first', 'refresh-1']);
  });

  it('commits a fresh pair before it hands the access token out', async () => {
    const saving = Promise.withResolvers<void>();
    vault.beforeSave = () => saving.promise;
    let handedOut = false;

    const token = source()
      .accessToken(owner())
      .then(() => (handedOut = true));
    await eventually(() => vault.saves > 0, 'nothing was saved');
    const early = handedOut;
    saving.resolve();
    await token;

    expect(early).toBe(false);
    expect(handedOut).toBe(true);
  });

  it('refreshes once for twenty callers of two processes', async () => {
    const processes = [source(), source()];

    const tokens = await Promise.all(
      Array.from({ length: 20 }, async (_, caller) => processes[caller % 2]?.accessToken(owner())),
    );

    expect(new Set(tokens.map((token) => token?.value))).toEqual(new Set(['access-1']));
    expect(usedTokens()).toEqual(['first']);
    expect(lease.runs).toBe(2);
  });

  it('sees what another process stored, since it keeps nothing itself', async () => {
    const [one, other] = [source(), source()];
    const old = await one.accessToken(owner());

    await other.renew(owner(), old);

    expect((await one.accessToken(owner())).value).toBe('access-2');
  });

  it('renews a refused token once, however many callers were refused', async () => {
    const [one, other] = [source(), source()];
    const refused = await one.accessToken(owner());

    const renewed = await Promise.all([
      one.renew(owner(), refused),
      one.renew(owner(), refused),
      other.renew(owner(), refused),
    ]);

    expect(renewed.map(({ value }) => value)).toEqual(['access-2', 'access-2', 'access-2']);
    expect(usedTokens()).toEqual(['first', 'refresh-1']);
  });

  it('counts what it asks for, and why none was given', async () => {
    endpoint.next({ lost: true });
    const counted: string[] = [];
    const add: Meters['add'] = ({ name }, labels) => void counted.push([name, ...Object.values(labels)].join(' '));
    const measured = source();
    measured.meters = { ...NO_METERS, add };

    await codeBehind(measured.accessToken(owner()));
    await measured.accessToken(owner());

    expect(counted).toEqual([
      'tillbridge_oauth_refreshes_total acme',
      'tillbridge_oauth_refresh_failures_total acme upstream.unavailable',
      'tillbridge_oauth_refreshes_total acme',
    ]);
  });

  it('tries the stored refresh token again after an answer that was lost', async () => {
    endpoint.next({ lost: true });

    expect(await codeBehind(source().accessToken(owner()))).toBe('upstream.unavailable');
    expect((await source().accessToken(owner())).value).toBe('access-2');
    expect(usedTokens()).toEqual(['first', 'first']);
  });

  it('keeps the grant however long the endpoint is down', async () => {
    const tokens = source();
    await tokens.accessToken(owner());
    clock.time += HOUR;
    endpoint.next(...Array.from({ length: 20 }, () => ({ status: 503, body: 'down' })));

    for (let turn = 0; turn < 20; turn++)
      expect(await codeBehind(tokens.accessToken(owner()))).toBe('upstream.unavailable');

    expect((await tokens.accessToken(owner())).value).toBe('access-2');
  });

  it('uses a changed first token instead of the stored pair, and an unchanged one never again', async () => {
    await source().accessToken(owner());
    endpoint.accept('second');

    const token = await source().accessToken(owner('second'));
    clock.time += HOUR;
    await source().accessToken(owner('second'));

    expect(token.value).toBe('access-2');
    expect(usedTokens()).toEqual(['first', 'second', 'refresh-2']);
  });

  it('lets one caller go without taking the pair from the others', async () => {
    const tokens = source();
    const controller = new AbortController();

    const first = tokens.accessToken(owner(), controller.signal);
    const second = tokens.accessToken(owner());
    await Promise.resolve();
    controller.abort(new Error('enough'));

    await expect(first).rejects.toThrow('enough');
    expect((await second).value).toBe('access-1');
  });

  it('says that a connection was never authorised', async () => {
    const { firstRefreshToken: _, ...authorization } = endpoint.description;

    const thrown: unknown = await source()
      .accessToken({ connection: 'acme', authorization })
      .catch((error: unknown) => error);

    expect(causeOf(thrown)).toMatchObject({ code: 'auth.missing', detail: { connection: 'acme' } });
  });
});

describe('a grant that is gone', () => {
  it('is marked with its cause and asked for no more, but for a second thought after an hour', async () => {
    const tokens = source();
    await tokens.accessToken(owner());
    endpoint.accept();
    clock.time += HOUR;

    const codes = [await codeBehind(tokens.accessToken(owner())), await codeBehind(source().accessToken(owner()))];
    const asked = usedTokens().length;
    clock.time += HOUR;
    await codeBehind(tokens.accessToken(owner()));

    expect(codes).toEqual(['auth.revoked', 'auth.revoked']);
    expect(vault.stored.get('acme')?.revoked?.cause.message).toContain('invalid_grant');
    expect([asked, usedTokens().length]).toEqual([2, 3]);
  });

  it('is asked for once by two processes that find it out together', async () => {
    const processes = [source(), source()];
    await source().accessToken(owner());
    endpoint.accept();
    clock.time += HOUR;

    const codes = await Promise.all(processes.map(async (tokens) => codeBehind(tokens.accessToken(owner()))));

    expect(codes).toEqual(['auth.revoked', 'auth.revoked']);
    expect(usedTokens()).toEqual(['first', 'refresh-1']);
  });

  it('is remembered even where no pair was ever stored', async () => {
    endpoint.accept();

    await codeBehind(source().accessToken(owner()));
    await codeBehind(source().accessToken(owner()));

    expect(usedTokens()).toEqual(['first']);
    endpoint.accept('second');
    expect((await source().accessToken(owner('second'))).value).toBe('access-1');
    expect(vault.stored.get('acme')).toMatchObject({ version: 1, revoked: null });
  });

  it('is not declared gone when another process has rotated meanwhile', async () => {
    const tokens = source();
    await tokens.accessToken(owner());
    clock.time += HOUR;
    const rotated = { ...pairOf(vault), accessToken: 'theirs', refreshToken: 'theirs-too', issuedAt: clock.time };
    endpoint.next({ status: 400, body: { error: 'invalid_grant' } });
    lease.afterRead = () => vault.saveFresh('acme', { ...rotated, expiresAt: clock.time + HOUR }, 1);

    const token = await tokens.accessToken(owner());

    expect(token.value).toBe('theirs');
    expect(vault.stored.get('acme')?.revoked).toBeNull();
  });

  it('loses no pair when another process was faster to save', async () => {
    const tokens = source();
    await tokens.accessToken(owner());
    clock.time += HOUR;
    const theirs = { ...pairOf(vault), accessToken: 'theirs', issuedAt: clock.time, expiresAt: clock.time + HOUR };
    lease.afterRead = () => vault.saveFresh('acme', theirs, 1);

    expect((await tokens.accessToken(owner())).value).toBe('theirs');
  });
});

describe('the Nest module', () => {
  it('gives a token source over the vault and the lease that are provided', async () => {
    let counted = 0;
    class Surroundings {}
    const provided = [
      { provide: Egress, useValue: egress },
      { provide: TOKEN_VAULT, useValue: vault },
      { provide: REFRESH_LEASE, useValue: lease },
      { provide: AuthorizationStates, useValue: {} },
      { provide: METERS, useValue: { ...NO_METERS, add: () => void (counted += 1) } },
    ];
    Module({ providers: provided, exports: provided.map(({ provide }) => provide) })(Surroundings);
    class App {}
    Module({ imports: [OauthModule.register({ imports: [Surroundings], clock })] })(App);

    const app = await NestFactory.createApplicationContext(App, { logger: false });
    const token = await app.get(TokenSource).accessToken(owner());
    await app.close();

    expect(token.value).toBe('access-1');
    expect(counted).toBe(1);
  });
});

function source(): TokenSource {
  return new TokenSource(egress, vault, lease, clock);
}

function owner(firstRefreshToken = 'first'): GrantOwner {
  return { connection: 'acme', authorization: { ...endpoint.description, firstRefreshToken } };
}

function usedTokens(): (string | undefined)[] {
  return endpoint.forms.map((form) => form['refresh_token']);
}

function pairOf(memory: MemoryVault): FreshGrant {
  const grant = memory.stored.get('acme')?.grant;
  if (grant === undefined || grant === null) throw new Error('no pair is stored');
  return grant;
}

async function codeBehind(work: Promise<unknown>): Promise<CauseCode | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => causeOf(error)?.code,
  );
}

class MemoryVault implements TokenVault {
  readonly stored = new Map<string, StoredGrant>();
  saves = 0;
  beforeSave: () => Promise<void> = async () => undefined;
  afterRead: () => Promise<unknown> = async () => undefined;

  async read(connection: string): Promise<StoredGrant | null> {
    const stored = this.stored.get(connection) ?? null;
    await this.afterRead();
    return stored;
  }

  async saveFresh(connection: string, grant: FreshGrant, expectedVersion: number): Promise<boolean> {
    this.saves += 1;
    await this.beforeSave();
    if ((this.stored.get(connection)?.version ?? 0) !== expectedVersion) return false;
    this.stored.set(connection, { version: expectedVersion + 1, grant, revoked: null });
    return true;
  }

  async markRevoked(connection: string, revoked: Revocation, expectedVersion: number): Promise<boolean> {
    const stored = this.stored.get(connection) ?? { version: 0, grant: null };
    if (stored.version !== expectedVersion) return false;
    this.stored.set(connection, { ...stored, revoked });
    return true;
  }
}

/** One after the other, whichever source asks. */
class QueueLease implements RefreshLease {
  /** Plays another process that comes between the next reading of the vault and what follows from it. */
  afterRead: (() => Promise<unknown>) | null = null;
  runs = 0;
  private last: Promise<unknown> = Promise.resolve();

  async run<T>(_: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.runs += 1;
    const turn = this.last.then(async () => {
      const between = this.afterRead;
      this.afterRead = null;
      if (between !== null) {
        vault.afterRead = async () => {
          vault.afterRead = async () => undefined;
          await between();
        };
      }
      return work(new AbortController().signal);
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
