import { setTimeout as pause } from 'node:timers/promises';
import { keepLease, type KeptLease, type Store } from '@tillbridge/store';

import type { RefreshLease } from './vault.js';

const ASK_AGAIN_MILLISECONDS = 200;

/** One refresh at a time per connection, by a lease row `token:<connection>` on the database's clock (I4, I5). */
export class StoreRefreshLease implements RefreshLease {
  private taken = 0;

  constructor(
    private readonly store: Store,
    /** Unique to this process. */
    private readonly owner: string,
  ) {}

  async run<T>(connection: string, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const kept = await this.take(`token:${connection}`, signal);
    try {
      return await work(signal === undefined ? kept.lost : AbortSignal.any([kept.lost, signal]));
    } finally {
      await kept.release();
    }
  }

  /** An owner of its own at each taking: two callers of one process must not both hold it. */
  private async take(scope: string, signal: AbortSignal | undefined): Promise<KeptLease> {
    this.taken += 1;
    const owner = `${this.owner}/${this.taken}`;
    for (;;) {
      signal?.throwIfAborted();
      const kept = await keepLease(this.store, scope, owner);
      if (kept !== null) return kept;
      await pause(ASK_AGAIN_MILLISECONDS, undefined, signal === undefined ? {} : { signal });
    }
  }
}
