import { endAllLeases, LockFile, type LockHolder, type Store } from '@tillbridge/store';

/**
 * The right to work on a database at all. On SQLite one process has it, by the lock file; taking it ends the leases of
 * whoever died before. On PostgreSQL every process has it, and leases alone keep them apart. Nothing above knows which.
 */
export interface WorkingRight {
  /** False while another process has it. */
  tryTake(): Promise<boolean>;
  release(): void;
  holder(): LockHolder | null;
}

export function workingRight(store: Store, self: LockHolder): WorkingRight {
  return store.settings.kind === 'sqlite' ? new SqliteRight(store, store.settings.path, self) : EVERYBODY;
}

class SqliteRight implements WorkingRight {
  private readonly lock: LockFile;

  constructor(
    private readonly store: Store,
    path: string,
    private readonly self: LockHolder,
  ) {
    this.lock = new LockFile(path);
  }

  async tryTake(): Promise<boolean> {
    if (this.lock.isHeld) return true;
    if (!this.lock.tryTake(this.self)) return false;
    // Only the holder migrates.
    await this.store.migrate();
    await this.store.transaction(null, endAllLeases);
    return true;
  }

  release(): void {
    this.lock.release();
  }

  holder(): LockHolder | null {
    return this.lock.holder();
  }
}

const EVERYBODY: WorkingRight = {
  tryTake: () => Promise.resolve(true),
  release: () => undefined,
  holder: () => null,
};
