import { setTimeout as pause } from 'node:timers/promises';
import { type Lease, releaseLease, renewLease, type Store, takeLease } from '@tillbridge/store';

import type { RefreshLease } from './vault.js';

/** A refresh takes seconds; a process that died holds the others up no longer than this. */
const LEASE_MILLISECONDS = 30_000;
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
    const lease = await this.take(`token:${connection}`, signal);
    const lost = new AbortController();
    const renewal = setInterval(() => {
      renewLease(this.store.read, lease, LEASE_MILLISECONDS).then(
        (held) => held || lost.abort(new Error(`the lease ${lease.scope} was lost`)),
        (error: unknown) => lost.abort(error),
      );
    }, LEASE_MILLISECONDS / 3);
    try {
      return await work(signal === undefined ? lost.signal : AbortSignal.any([lost.signal, signal]));
    } finally {
      clearInterval(renewal);
      await this.store.transaction(null, (session) => releaseLease(session, lease));
    }
  }

  /** An owner of its own at each taking: two callers of one process must not both hold it. */
  private async take(scope: string, signal: AbortSignal | undefined): Promise<Lease> {
    this.taken += 1;
    const owner = `${this.owner}/${this.taken}`;
    for (;;) {
      signal?.throwIfAborted();
      const wanted = { scope, owner, milliseconds: LEASE_MILLISECONDS };
      const lease = await this.store.transaction(null, (session) => takeLease(session, wanted));
      if (lease !== null) return lease;
      await pause(ASK_AGAIN_MILLISECONDS, undefined, signal === undefined ? {} : { signal });
    }
  }
}
