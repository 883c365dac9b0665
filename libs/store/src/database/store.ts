import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Kysely } from 'kysely';
import type { DatabaseSettings } from '@tillbridge/settings';
import { problemError } from '@tillbridge/domain';
import { STORE_PROBLEMS } from '../problems.js';
import { assertFence, type Lease } from '../work/leases.js';
import { beginImmediate } from './begin.js';
import { nameOfDatabase, openingFailure, storeFailure } from './failures.js';
import { openOrm } from './open.js';
import { schemaVersion, type SchemaVersion } from './schema-version.js';
import type { Dialect, Orm, Session } from './session.js';

/** The key of the lock under which replicas migrate: any number, the same for all of them. */
const MIGRATION_LOCK = 7_141_205_319;

/**
 * The one door to the database. `transaction` is the only way to write; whoever writes for a scope passes its lease,
 * and the fence is checked first and held to the commit (I4). Pass the session down: a query through `read` inside a
 * transaction would wait for itself on SQLite, so it is refused. No HTTP inside a transaction (I4).
 */
export class Store {
  readonly dialect: Dialect;
  private readonly db: Kysely<unknown>;
  private readonly entered = new AsyncLocalStorage<{ open: boolean }>();

  private constructor(
    private readonly orm: Orm,
    readonly settings: DatabaseSettings,
  ) {
    this.dialect = settings.kind;
    this.db = orm.em.fork().getKysely<unknown>();
  }

  /**
   * @throws TillbridgeError `store.unavailable` and its kin, or `store.newer_than_build`: a build that does not know
   * the schema must not touch it
   */
  static async open(settings: DatabaseSettings): Promise<Store> {
    let store: Store | undefined;
    try {
      store = new Store(await openOrm(settings), settings);
      refuse(await schemaVersion(store.read), settings, ['newer']);
      return store;
    } catch (error) {
      await store?.close().catch(() => undefined);
      throw openingFailure(error, settings);
    }
  }

  /** For queries outside of a transaction. */
  get read(): Session {
    this.refuseInside();
    return { db: this.db, dialect: this.dialect };
  }

  /** Runs `work` in one transaction; with a lease, only while it still holds. */
  async transaction<T>(lease: Lease | null, work: (session: Session) => Promise<T>): Promise<T> {
    this.refuseInside();
    const whole = async (db: Kysely<unknown>): Promise<T> => {
      const session: Session = { db, dialect: this.dialect };
      if (lease !== null) await assertFence(session, lease);
      return work(session);
    };
    const marker = { open: true };
    try {
      return await this.entered.run(marker, () =>
        this.dialect === 'sqlite' ? this.sqliteTransaction(whole) : this.db.transaction().execute(whole),
      );
    } catch (error) {
      throw storeFailure(error, this.settings);
    } finally {
      marker.open = false;
    }
  }

  /** Turns an error of `read` into a problem such as `store.unavailable`; any other error stays as it is. */
  failureOf(error: unknown): unknown {
    return storeFailure(error, this.settings);
  }

  async hasPendingMigrations(): Promise<boolean> {
    return (await schemaVersion(this.read)).state === 'older';
  }

  /** For a process that may not migrate: refuses a schema that is not the one this build was written for. */
  async assertSchema(): Promise<void> {
    refuse(await schemaVersion(this.read), this.settings, ['newer', 'older']);
  }

  /** Brings the schema up to date, never down. On PostgreSQL replicas that start together wait for one another. */
  async migrate(): Promise<void> {
    try {
      await (this.dialect === 'sqlite' ? this.up() : this.upAlone());
    } catch (error) {
      throw storeFailure(error, this.settings);
    }
  }

  /** Whether the entities ask for another schema than the database has. */
  async differsFromEntities(): Promise<string> {
    return this.orm.schema.getUpdateSchemaSQL({ wrap: false });
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }

  /**
   * Takes the write lock at once: a transaction that began by reading could not write any more once another process
   * had written, and SQLite refuses that without waiting.
   */
  private async sqliteTransaction<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    return this.db.connection().execute(async (db) => {
      await beginImmediate(db);
      try {
        const result = await work(db);
        await sql`commit`.execute(db);
        return result;
      } catch (error) {
        // Where the disk is full SQLite may have rolled back by itself; the first failure is the one to tell.
        await sql`rollback`.execute(db).catch(() => undefined);
        throw error;
      }
    });
  }

  private async up(): Promise<void> {
    refuse(await schemaVersion(this.read), this.settings, ['newer']);
    await this.orm.migrator.up();
  }

  private async upAlone(): Promise<void> {
    await this.db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(connection);
      try {
        await this.up();
      } finally {
        await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(connection);
      }
    });
  }

  private refuseInside(): void {
    if (this.entered.getStore()?.open === true) {
      throw new TypeError('inside a transaction: use the session that it was given');
    }
  }
}

function refuse(version: SchemaVersion, settings: DatabaseSettings, states: ReadonlyArray<'older' | 'newer'>): void {
  if (version.state === 'same' || !states.includes(version.state)) return;
  throw problemError(STORE_PROBLEMS, `store.${version.state}_than_build`, {
    database: nameOfDatabase(settings),
    applied: version.database,
    known: version.build,
  });
}
