import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { DatabaseFault } from '../fault.js';
import type { SqliteSettings } from '../settings.js';
import { sqliteFault } from './fault.js';

const PAUSE = 20;
/** For owner and group, as the CSV files are. */
const MODE = 0o640;

/** One connection to a SQLite file, which others may have open as well. All that it throws is a DatabaseFault. */
export class SqliteSession {
  private readonly database: Database.Database;
  private readonly settings: SqliteSettings;
  private readonly signal: AbortSignal;

  private constructor(database: Database.Database, settings: SqliteSettings, signal: AbortSignal) {
    this.database = database;
    this.settings = settings;
    this.signal = signal;
  }

  /** `create`: whether a file that is missing, and its folder, are made. */
  static async open(settings: SqliteSettings, signal: AbortSignal, create: boolean): Promise<SqliteSession> {
    try {
      signal.throwIfAborted();
      const fresh = create && !existsSync(settings.path);
      if (fresh) makeFile(settings.path);
      const session = new SqliteSession(
        new Database(settings.path, { fileMustExist: true, timeout: 0 }),
        settings,
        signal,
      );
      return await session.prepared(fresh);
    } catch (error) {
      throw faultFrom(error, settings, signal);
    }
  }

  /**
   * Readers never wait for a writer with a write-ahead log; a file that is already there keeps the mode that somebody
   * chose for it. What is acknowledged must survive a power cut: `synchronous=full`.
   */
  private async prepared(fresh: boolean): Promise<this> {
    try {
      if (fresh) await this.whenFree(() => this.database.pragma('journal_mode = wal'));
      await this.whenFree(() => this.database.pragma('synchronous = full'));
      return this;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Work that only asks; nothing is written even by mistake. */
  async reading<T>(work: (database: Database.Database) => T): Promise<T> {
    return this.guarded(() => this.whenFree(() => work(this.database)));
  }

  /** Begins with the write lock. `end` says whether what was done stays. */
  async transaction<T>(work: (database: Database.Database) => T, end: 'commit' | 'rollback' = 'commit'): Promise<T> {
    return this.guarded(async () => {
      await this.whenFree(() => this.database.exec('begin immediate'));
      try {
        const result = work(this.database);
        // Without a write-ahead log a commit has to wait until nobody reads.
        await this.whenFree(() => this.database.exec(end));
        return result;
      } finally {
        if (this.database.inTransaction) this.database.exec('rollback');
      }
    });
  }

  close(): void {
    this.database.close();
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.signal.throwIfAborted();
      return await work();
    } catch (error) {
      throw faultFrom(error, this.settings, this.signal);
    }
  }

  /** Waits between attempts: SQLite's own waiting would stop this whole process with its timers and requests. */
  private async whenFree<T>(work: () => T): Promise<T> {
    for (let waited = 0; ; waited += PAUSE) {
      try {
        return work();
      } catch (error) {
        if (waited >= this.settings.lockMilliseconds || !isBusy(error)) throw error;
        await delay(PAUSE, undefined, { signal: this.signal });
      }
    }
  }
}

function faultFrom(error: unknown, settings: SqliteSettings, signal: AbortSignal): DatabaseFault {
  if (error instanceof DatabaseFault) return error;
  return new DatabaseFault(sqliteFault(error, settings, signal), { cause: error });
}

function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', MODE));
}

function isBusy(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY');
}
