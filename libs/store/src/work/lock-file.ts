import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

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

  /** False at once when another process holds it. */
  tryTake(holder: LockHolder): boolean {
    if (this.lock !== null) return true;
    mkdirSync(dirname(this.path), { recursive: true });
    const lock = new Database(this.path, { timeout: 0 });
    try {
      lock.exec('begin exclusive');
    } catch (error) {
      lock.close();
      if (isBusy(error)) return false;
      throw error;
    }
    this.lock = lock;
    writeFileSync(this.holderPath, `${JSON.stringify(holder)}\n`);
    return true;
  }

  release(): void {
    if (this.lock === null) return;
    rmSync(this.holderPath, { force: true });
    this.lock.exec('rollback');
    this.lock.close();
    this.lock = null;
  }

  /** Who holds it, as far as the holder said; null when nobody does or it could not be read. */
  holder(): LockHolder | null {
    try {
      return JSON.parse(readFileSync(this.holderPath, 'utf8')) as LockHolder;
    } catch {
      return null;
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
