import { problemError, TillbridgeError } from '@tillbridge/domain';
import type { Store } from '../database/store.js';
import { STORE_PROBLEMS } from '../problems.js';
import { type Lease, releaseLease, renewLease, takeLease } from './leases.js';

/** How long a lease lasts that nobody renews: a process that died blocks its scope no longer. */
const LEASE_MILLISECONDS = 30_000;

export interface KeptLease {
  readonly lease: Lease;
  /** Fires when the lease was lost: whoever works under it must stop. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Takes the scope and keeps it alive; null while somebody else holds it. The fence guards what a timer cannot (I4). */
export async function keepLease(store: Store, scope: string, owner: string): Promise<KeptLease | null> {
  const lease = await store.transaction(null, (session) =>
    takeLease(session, { scope, owner, milliseconds: LEASE_MILLISECONDS }),
  );
  if (lease === null) return null;
  const lost = new AbortController();
  const renewal = setInterval(() => {
    renewLease(store.read, lease, LEASE_MILLISECONDS).then(
      (held) => held || lost.abort(problemError(STORE_PROBLEMS, 'store.fenced_off', { scope })),
      (error: unknown) => lost.abort(error),
    );
  }, LEASE_MILLISECONDS / 3);
  return {
    lease,
    lost: lost.signal,
    release: async () => {
      clearInterval(renewal);
      await store.transaction(null, (session) => releaseLease(session, lease));
    },
  };
}

/** Whether somebody else took the scope; false where the database cannot be asked. */
export async function isFencedOff(store: Store, lease: Lease): Promise<boolean> {
  try {
    await store.transaction(lease, () => Promise.resolve());
    return false;
  } catch (error) {
    return error instanceof TillbridgeError && error.code === 'store.fenced_off';
  }
}
