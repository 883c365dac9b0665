import { type Clock, MINUTE, problemError } from '@tillbridge/domain';
import {
  apiKeyById,
  type ApiKeyRow,
  apiKeysOf,
  insertApiKey,
  lockAudit,
  revokeApiKey,
  type Session,
  type Store,
  touchApiKey,
} from '@tillbridge/store';
import type { Author, ChangeLog, Made } from '../audit/change-log.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import { freshKey, keyText, readKey, sameHash, secretHash } from './key-text.js';

/** Without its hash. */
export type KeyView = Omit<ApiKeyRow, 'hash'>;

export interface MadeKey {
  readonly id: string;
  readonly label: string;
  /** Shown this once; only its hash is kept. */
  readonly key: string;
}

const FIRST: Author = { actor: 'tillbridge', reason: 'first start', requestId: null };
/** Compared where an id is unknown, so that the time does not tell which ids there are. */
const NOBODY = secretHash('');

export class KeysService {
  constructor(
    private readonly store: Store,
    private readonly changes: ChangeLog,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<KeyView[]> {
    return (await apiKeysOf(this.store.read)).map(viewOf);
  }

  async create(label: string, author: Author): Promise<MadeKey> {
    return this.changes.make(author, (session) => this.createWithin(session, label, author));
  }

  /**
   * Makes the first key where there is none yet, and returns it whole; null from the second start on. Of several
   * processes one makes it.
   */
  async ensureFirstKey(): Promise<string | null> {
    return this.changes.make<string | null>(FIRST, async (session) => {
      await lockAudit(session);
      if ((await apiKeysOf(session)).length > 0) return { result: null, changes: [] };
      const { result, changes } = await this.createWithin(session, 'first', FIRST);
      return { result: result.key, changes };
    });
  }

  /**
   * Revokes a key. The last one only with `evenLast`: afterwards nobody could make another one through the API.
   *
   * @throws TillbridgeError `key.unknown`, `key.last`
   */
  async revoke(id: string, { evenLast }: { readonly evenLast: boolean }, author: Author): Promise<void> {
    await this.changes.make(author, async (session) => {
      await lockAudit(session);
      const alive = (await apiKeysOf(session)).filter(({ revokedAt }) => revokedAt === null);
      const key = alive.find((row) => row.id === id);
      if (key === undefined) throw problemError(ADMIN_PROBLEMS, 'key.unknown', { name: id });
      if (alive.length === 1 && !evenLast) throw problemError(ADMIN_PROBLEMS, 'key.last', { name: id });
      await revokeApiKey(session, id, this.clock.now());
      return {
        result: undefined,
        changes: [{ action: 'key.revoke', subject: `key:${id}`, before: { label: key.label } }],
      };
    });
  }

  /** The key behind what somebody shows; null where it is none of ours or was revoked. */
  async holderOf(text: string): Promise<KeyView | null> {
    const parts = readKey(text);
    if (parts === null) return null;
    const row = await apiKeyById(this.store.read, parts.id);
    const isRight = sameHash(secretHash(parts.secret), row?.hash ?? NOBODY);
    if (row === null || !isRight || row.revokedAt !== null) return null;
    const now = this.clock.now();
    if (row.lastUsedAt === null || now - row.lastUsedAt >= MINUTE)
      await this.store.transaction(null, (session) => touchApiKey(session, row.id, now));
    return viewOf(row);
  }

  private async createWithin(session: Session, label: string, { actor }: Author): Promise<Made<MadeKey>> {
    const parts = freshKey();
    const { id } = parts;
    const at = this.clock.now();
    await insertApiKey(session, { id, label, hash: secretHash(parts.secret), createdAt: at, createdBy: actor });
    const change = { action: 'key.create', subject: `key:${id}`, after: { label } };
    return { result: { id, label, key: keyText(parts) }, changes: [change] };
  }
}

function viewOf({ id, label, createdAt, createdBy, lastUsedAt, revokedAt }: ApiKeyRow): KeyView {
  return { id, label, createdAt, createdBy, lastUsedAt, revokedAt };
}
