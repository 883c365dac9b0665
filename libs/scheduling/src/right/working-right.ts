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
  /** Whether nobody else works on the database while this process has the right. */
  readonly isExclusive: boolean;
}

export function workingRight(store: Store, self: LockHolder): WorkingRight {
  return store.settings.kind === 'sqlite' ? new SqliteRight(store, store.settings.path, self) : EVERYBODY;
}

class SqliteRight implements WorkingRight {
  readonly isExclusive = true;
  private readonly lock: LockFile;
  /** Whoever asks while it is made ready waits with who asked first. */
  private ready: Promise<void> | null = null;

  constructor(
    private readonly store: Store,
    path: string,
    private readonly self: LockHolder,
  ) {
    this.lock = new LockFile(path);
  }

  async tryTake(): Promise<boolean> {
    if (!this.lock.tryTake(this.self)) return false;
    try {
      this.ready ??= this.makeReady();
      await this.ready;
      return true;
    } catch (error) {
      this.release();
      throw error;
    }
  }

  release(): void {
    this.ready = null;
    this.lock.release();
  }

  /** Only the holder migrates. */
  private async makeReady(): Promise<void> {
    await this.store.migrate();
    await this.store.transaction(null, endAllLeases);
  }

  holder(): LockHolder | null {
    return this.lock.holder();
  }
}

const EVERYBODY: WorkingRight = {
  tryTake: () => Promise.resolve(true),
  release: () => undefined,
  holder: () => null,
  isExclusive: false,
};
