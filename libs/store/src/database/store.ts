import { sql, type Kysely } from 'kysely';
import type { DatabaseSettings } from '@tillbridge/settings';
import { problemError } from '@tillbridge/domain';
import { storeProblems } from '../problems.js';
import { assertFence, type Lease } from '../work/leases.js';
import { openOrm } from './open.js';
import type { Dialect, Orm, Session } from './session.js';

/** Any number: all replicas that migrate must agree on it. */
const MIGRATION_LOCK = 7_141_205_319;

/**
 * The one door to the database. `transaction` is the only way to write; whoever writes for a scope passes its lease,
 * and the fence is checked first and held to the commit (I4). Pass the session down: a query through another session
 * inside a transaction would wait for itself on SQLite. No HTTP inside a transaction (I4).
 */
export class Store {
  readonly dialect: Dialect;

  private constructor(
    private readonly orm: Orm,
    readonly settings: DatabaseSettings,
  ) {
    this.dialect = settings.kind;
  }

  static async open(settings: DatabaseSettings): Promise<Store> {
    try {
      const orm = await openOrm(settings);
      const store = new Store(orm, settings);
      await sql`select 1`.execute(store.read.db);
      return store;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw problemError(storeProblems, 'store.unavailable', { database: nameOf(settings), reason }, { cause: error });
    }
  }

  /** For queries outside of a transaction. */
  get read(): Session {
    return { db: this.orm.em.fork().getKysely<unknown>(), dialect: this.dialect };
  }

  /** Runs `work` in one transaction; with a lease, only while it still holds. */
  async transaction<T>(lease: Lease | null, work: (session: Session) => Promise<T>): Promise<T> {
    return this.orm.em.fork().transactional(async (em) => {
      const session: Session = { db: em.getKysely<unknown>() as Kysely<unknown>, dialect: this.dialect };
      if (lease !== null) await assertFence(session, lease);
      return work(session);
    });
  }

  async hasPendingMigrations(): Promise<boolean> {
    return (await this.orm.migrator.getPending()).length > 0;
  }

  /** Brings the schema up to date. On PostgreSQL replicas that start together wait for one another. */
  async migrate(): Promise<void> {
    if (this.dialect === 'sqlite') {
      await this.orm.migrator.up();
      return;
    }
    await this.read.db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
      try {
        await this.orm.migrator.up();
      } finally {
        await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
      }
    });
  }

  /** Whether the entities ask for another schema than the database has. */
  async differsFromEntities(): Promise<string> {
    return this.orm.schema.getUpdateSchemaSQL({ wrap: false });
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}

function nameOf(settings: DatabaseSettings): string {
  if (settings.kind === 'sqlite') return settings.path;
  const url = new URL(settings.url);
  return `${url.protocol}//${url.host}${url.pathname}`;
}
