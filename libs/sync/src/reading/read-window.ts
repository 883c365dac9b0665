import { type Cause, causeOf } from '@tillbridge/plugin-kit';
import { type LedgerPart, slicesReadBy } from '@tillbridge/store';
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
  run: WindowRun<Record, Hashed>,
): Promise<WindowResult> {
  const { stream, window } = run;
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
    const unlisted = await readSlices(work, scope, run, counts);
    if (unlisted === null) return { report: report(false, 0), causes: [], isCutShort: true };
    const closed = await closeWindow(
      { ...scope, now: scope.clock.now(), acceptVanished: work.request.acceptVanished },
      stream,
      partOf(scope, run),
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
  run: WindowRun<Record, Hashed>,
  counts: Counts,
): Promise<UnlistedRecord[] | null> {
  const open = await stillOpen(scope, run);
  const unlisted: UnlistedRecord[] = [];
  for (const [index, slice] of open.entries()) {
    work.signal.throwIfAborted();
    if (work.mayReadOn !== undefined && !(await work.mayReadOn())) return null;
    const onProgress = (records: number): void =>
      work.onProgress({ stream: run.stream.name, slice: index + 1, slices: open.length, records });
    const outcome = await readSlice({ ...scope, onProgress }, run.stream, slice);
    counts.read += outcome.read;
    counts.changed += outcome.changed;
    counts.quarantined += outcome.quarantined;
    unlisted.push(...outcome.unlisted);
  }
  return unlisted;
}

/** A job that goes on after a crash, or after it gave way, leaves out what it had read itself by then. */
async function stillOpen<Record, Hashed extends { readonly hash: string }>(
  { store, jobId, shopsHash }: WindowScope,
  { stream, window }: WindowRun<Record, Hashed>,
) {
  const read = await slicesReadBy(store.read, jobId);
  return openSlices(
    slicesOf(window),
    read.filter((slice) => slice.stream === stream.name && slice.shopsHash === shopsHash),
  );
}

function partOf<Record, Hashed extends { readonly hash: string }>(
  scope: WindowScope,
  { stream, window }: WindowRun<Record, Hashed>,
): LedgerPart {
  const { connectionId, shops } = scope;
  return { connectionId, stream: stream.name, shops, from: window.from, to: window.to };
}
