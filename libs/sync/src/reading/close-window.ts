import type { Instant } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import {
  type DayFinder,
  type LedgerPart,
  type Lease,
  presenceOf,
  raiseLedgerVersions,
  type ShopPresence,
  type Store,
  tombstoneMissing,
} from '@tillbridge/store';
import { daysOfChanges } from './days-of-changes.js';
import { isMassDeletion } from './mass-deletion.js';
import type { Stream } from './stream.js';

export interface ClosingScope {
  readonly store: Store;
  readonly lease: Lease;
  readonly finder: DayFinder;
  readonly now: Instant;
  readonly longestShift: number;
  /** A person has said that what is gone may be taken back. */
  readonly acceptVanished: boolean;
}

export interface ClosedWindow {
  readonly deleted: number;
  readonly causes: readonly Cause[];
}

/**
 * The last transaction of a window: what is missing becomes a tombstone and its days rise. A shop of which too much is
 * missing is left as it is, and the cause says so.
 */
export async function closeWindow(
  scope: ClosingScope,
  stream: Pick<Stream<unknown, { readonly hash: string }>, 'name' | 'triggers'>,
  part: LedgerPart,
): Promise<ClosedWindow> {
  return scope.store.transaction(scope.lease, async (session) => {
    const presences = (await presenceOf(session, part)).filter(({ missing }) => missing > 0);
    const held = scope.acceptVanished ? [] : presences.filter(isMassDeletion);
    const shops = presences.filter((presence) => !held.includes(presence)).map(({ shop }) => shop);
    if (shops.length === 0) return { deleted: 0, causes: held.map((presence) => heldBack(presence, stream.name)) };
    const gone = await tombstoneMissing(session, { ...part, shops }, { at: scope.now, longest: scope.longestShift });
    await raiseLedgerVersions(session, daysOfChanges(gone, stream.triggers, scope.finder));
    return { deleted: gone.length, causes: held.map((presence) => heldBack(presence, stream.name)) };
  });
}

function heldBack({ shop, live, missing }: ShopPresence, stream: 'sales' | 'shifts'): Cause {
  return {
    $cause: 1,
    code: 'records.vanished',
    stream,
    shop,
    message: `${missing} of ${live} ${stream} of the shop ${shop} are gone from the POS; nothing was taken back`,
  };
}
