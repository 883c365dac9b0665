import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { codeOf, openingFailure } from '../database/failures.js';

export interface LockHolder {
  readonly process: number;
  readonly host: string;
  readonly command: string;
  readonly since: string;
}

/**
 * The right to work on a SQLite database: `BEGIN EXCLUSIVE` on a file beside it. The kernel frees it when the process
 * dies, however it dies; only SQLite ever opens the file and nothing deletes it. A second file names the holder.
 */
export class LockFile {
  private readonly path: string;
  private readonly holderPath: string;
  private lock: Database.Database | null = null;

  constructor(databasePath: string) {
    this.path = `${databasePath}.lock`;
    this.holderPath = `${databasePath}.holder.json`;
  }

  get isHeld(): boolean {
    return this.lock !== null;
  }

  /**
   * False at once when another process holds it.
   *
   * @throws TillbridgeError when the folder or the disk does not allow a lock
   */
  tryTake(holder: LockHolder): boolean {
    if (this.lock !== null) return true;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      this.lock = lockedExclusively(this.path);
    } catch (error) {
      throw openingFailure(error, { kind: 'sqlite', path: this.path });
    }
    if (this.lock === null) return false;
    this.name(holder);
    return true;
  }

  release(): void {
    if (this.lock === null) return;
    rmSync(this.holderPath, { force: true });
    this.lock.close();
    this.lock = null;
  }

  /**
   * Who took it last and did not release it, as far as it could say so; ask after `tryTake` has failed, since one that
   * was killed stays named until the next one takes the lock.
   */
  holder(): LockHolder | null {
    try {
      return JSON.parse(readFileSync(this.holderPath, 'utf8')) as LockHolder;
    } catch {
      return null;
    }
  }

  /** Replaced as a whole, so that a reader sees one name. A name that cannot be written costs no one the lock. */
  private name(holder: LockHolder): void {
    const draft = `${this.holderPath}.${holder.process}`;
    try {
      writeFileSync(draft, `${JSON.stringify(holder)}\n`);
      renameSync(draft, this.holderPath);
    } catch {
      rmSync(draft, { force: true });
    }
  }
}

/** Null when somebody else holds it. */
function lockedExclusively(path: string): Database.Database | null {
  const lock = new Database(path, { timeout: 0 });
  try {
    // With a journal on the disk, a full disk would forbid even the lock.
    lock.pragma('journal_mode = memory');
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
