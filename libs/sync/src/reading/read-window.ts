import type { Interval } from '@tillbridge/domain';
import { type Cause, causeOf } from '@tillbridge/plugin-kit';
import { type JobSlice, type LedgerPart, type LedgerStream, slicesReadBy } from '@tillbridge/store';
import { closeWindow } from './close-window.js';
import type { UnlistedRecord } from './missing-records.js';
import { readSlice, type SliceScope } from './read-slice.js';
import { openSlices, slicesOf } from '../window/slices.js';
import type { Stream } from './stream.js';
import type { StreamReport, SyncWork } from '../sync-work.js';
import { unlistedCauses } from './unlisted-cause.js';
import type { StreamWindow } from '../window/window.js';

export type WindowScope = Omit<SliceScope, 'onProgress'>;

interface WindowRun<Record, Hashed extends { readonly hash: string }> {
  readonly stream: Stream<Record, Hashed>;
  readonly window: StreamWindow;
}

interface Counts {
  read: number;
  changed: number;
  quarantined: number;
}

interface WindowResult {
  readonly report: StreamReport;
  readonly causes: Cause[];
  /** Reading was to stop before its end: it is not closed, and its open slices are read another time. */
  readonly isCutShort: boolean;
}

/** Reads the open slices of a window in sequence, then closes it. What the POS refuses becomes a cause. */
export async function readWindow<Record, Hashed extends { readonly hash: string }>(
  work: SyncWork,
  scope: WindowScope,
  { stream, window: planned }: WindowRun<Record, Hashed>,
): Promise<WindowResult> {
  const own = await ownSlices(scope, stream.name);
  const window = { ...planned, from: Math.min(planned.from, ...own.map(({ from }) => from)) };
  const counts: Counts = { read: 0, changed: 0, quarantined: 0 };
  const report = (complete: boolean, deleted: number): StreamReport => ({
    stream: stream.name,
    from: window.from,
    to: window.to,
    ...counts,
    deleted,
    complete,
  });
  try {
    const unlisted = await readSlices(work, scope, { stream, open: stillOpen(scope, window, own) }, counts);
    if (unlisted === null) return { report: report(false, 0), causes: [], isCutShort: true };
    const closed = await closeWindow(
      { ...scope, now: scope.clock.now(), acceptVanished: work.request.acceptVanished },
      stream,
      partOf(scope, window),
    );
    return {
      report: report(true, closed.deleted),
      causes: [...unlistedCauses(stream.name, unlisted), ...closed.causes],
      isCutShort: false,
    };
  } catch (thrown) {
    const cause = causeOf(thrown);
    if (cause === undefined) throw thrown;
    return { report: report(false, 0), causes: [{ ...cause, stream: stream.name }], isCutShort: false };
  }
}

/** Null where reading was to stop before the last one. */
async function readSlices<Record, Hashed extends { readonly hash: string }>(
  work: SyncWork,
  scope: WindowScope,
  { stream, open }: { readonly stream: Stream<Record, Hashed>; readonly open: readonly Interval[] },
  counts: Counts,
): Promise<UnlistedRecord[] | null> {
  const unlisted: UnlistedRecord[] = [];
  for (const [index, slice] of open.entries()) {
    work.signal.throwIfAborted();
    if (work.mayReadOn !== undefined && !(await work.mayReadOn())) return null;
    const onProgress = (records: number): void =>
      work.onProgress({ stream: stream.name, slice: index + 1, slices: open.length, records });
    const outcome = await readSlice({ ...scope, onProgress }, stream, slice);
    counts.read += outcome.read;
    counts.changed += outcome.changed;
    counts.quarantined += outcome.quarantined;
    unlisted.push(...outcome.unlisted);
  }
  return unlisted;
}

/**
 * What the job has read itself before it broke off or gave way, of whichever shops. Its window begins no later than that,
 * though coverage has moved on since: what was missing there is judged by the end of the window.
 */
async function ownSlices({ store, jobId }: WindowScope, stream: LedgerStream): Promise<JobSlice[]> {
  return (await slicesReadBy(store.read, jobId)).filter((slice) => slice.stream === stream);
}

/** A job that goes on leaves out what it had read of the same shops by then. */
function stillOpen({ shopsHash }: WindowScope, window: StreamWindow, own: readonly JobSlice[]): Interval[] {
  return openSlices(
    slicesOf(window),
    own.filter((slice) => slice.shopsHash === shopsHash),
  );
}

function partOf({ connectionId, shops }: WindowScope, { stream, from, to }: StreamWindow): LedgerPart {
  return { connectionId, stream, shops, from, to };
}
