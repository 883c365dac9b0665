import { type Instant, MINUTE } from '@tillbridge/domain';
import {
  type Atlas,
  DayFinder,
  endCoverageAhead,
  forgetSlicesOfConnection,
  type Lease,
  raiseLedgerVersions,
  type Store,
} from '@tillbridge/store';

/** How far the clocks of one POS may differ, whose answers come from several machines. */
const CLOCKS_APART = 5 * MINUTE;

export interface AheadScope {
  readonly store: Store;
  readonly lease: Lease;
  readonly connection: { readonly id: string };
  readonly atlas: Atlas;
  /** By the clock of this machine. */
  readonly now: Instant;
}

/**
 * A clock of the POS that was ahead has let hours count as read that have not come: they would go out unfinished, run
 * after run (I7). Once it is right again they are taken back, and open jobs read anew what they have read. Where it is
 * this machine's clock that says otherwise, it is left open which of the two is wrong, and nothing is taken back.
 */
export async function takeBackAhead(
  { store, lease, connection, atlas, now }: AheadScope,
  posNow: Instant,
): Promise<void> {
  await store.transaction(lease, async (session) => {
    const latest = Math.max(posNow, now) + CLOCKS_APART;
    const ahead = await endCoverageAhead(session, connection.id, { latest, now: posNow });
    if (ahead.length === 0) return;
    await forgetSlicesOfConnection(session, connection.id);
    const finder = new DayFinder(atlas);
    const days = ahead.flatMap((position) => finder.daysOf(position));
    await raiseLedgerVersions(
      session,
      days.map((day) => ({ ...day, trigger: 'coverage' as const })),
    );
  });
}
