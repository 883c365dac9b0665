import type { Interval } from '@tillbridge/domain';
import { type Cause, causeOf } from '@tillbridge/plugin-kit';
import { type LedgerPart, readSince, slicesReadBy } from '@tillbridge/store';
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

/** What the slices have come to that were read to their end. */
interface Found {
  read: number;
  changed: number;
  quarantined: number;
  readonly unlisted: UnlistedRecord[];
}

interface Ending {
  readonly complete: boolean;
  readonly deleted: number;
  /** Why it could not be read, or not be closed whole. They are met again, should the job go on with the window. */
  readonly causes: readonly Cause[];
  /** Reading was to stop before its end: it is not closed, and its open slices are read another time. */
  readonly isCutShort: boolean;
}

interface WindowResult extends Pick<Ending, 'causes' | 'isCutShort'> {
  readonly report: StreamReport;
  /** Causes that slices have told. Each slice is read once, so they are told once. */
  readonly findings: readonly Cause[];
}

/** Reads the open slices of a window in sequence, then closes it. What the POS refuses becomes a cause. */
export async function readWindow<Record, Hashed extends { readonly hash: string }>(
  work: SyncWork,
  scope: WindowScope,
  { stream, window: planned }: WindowRun<Record, Hashed>,
): Promise<WindowResult> {
  const window = await wholeWindow(scope, planned);
  const found: Found = { read: 0, changed: 0, quarantined: 0, unlisted: [] };
  const open = await stillOpen(scope, window);
  const { complete, deleted, causes, isCutShort } = await readToEnd(work, scope, { stream, window, open }, found);
  const { unlisted, ...counts } = found;
  return {
    report: { stream: stream.name, from: window.from, to: window.to, ...counts, deleted, complete },
    findings: unlistedCauses(stream.name, unlisted),
    causes,
    isCutShort,
  };
}

interface OpenWindow<Record, Hashed extends { readonly hash: string }> extends WindowRun<Record, Hashed> {
  readonly open: readonly Interval[];
}

async function readToEnd<Record, Hashed extends { readonly hash: string }>(
  work: SyncWork,
  scope: WindowScope,
  run: OpenWindow<Record, Hashed>,
  found: Found,
): Promise<Ending> {
  const unfinished = { complete: false, deleted: 0, causes: [], isCutShort: false };
  try {
    if (!(await readSlices(work, scope, run, found))) return { ...unfinished, isCutShort: true };
    const { deleted, causes } = await closeWindow(
      { ...scope, now: scope.clock.now(), acceptVanished: work.request.acceptVanished },
      run.stream,
      partOf(scope, run.window),
    );
    return { ...unfinished, complete: true, deleted, causes };
  } catch (thrown) {
    const cause = causeOf(thrown);
    if (cause === undefined) throw thrown;
    return { ...unfinished, causes: [{ ...cause, stream: run.stream.name }] };
  }
}

/** False where reading was to stop before the last one. */
async function readSlices<Record, Hashed extends { readonly hash: string }>(
  work: SyncWork,
  scope: WindowScope,
  { stream, open }: OpenWindow<Record, Hashed>,
  found: Found,
): Promise<boolean> {
  for (const [index, slice] of open.entries()) {
    work.signal.throwIfAborted();
    if (work.mayReadOn !== undefined && !(await work.mayReadOn())) return false;
    const onProgress = (records: number): void =>
      work.onProgress({ stream: stream.name, slice: index + 1, slices: open.length, records });
    const { read, changed, quarantined, unlisted } = await readSlice({ ...scope, onProgress }, stream, slice);
    found.read += read;
    found.changed += changed;
    found.quarantined += quarantined;
    found.unlisted.push(...unlisted);
  }
  return true;
}

/**
 * Begins no later than what was read for the job before it broke off or gave way, of whichever shops, though coverage has
 * moved on since: what was missing there is judged by the end of the window.
 */
async function wholeWindow({ store, jobId }: WindowScope, planned: StreamWindow): Promise<StreamWindow> {
  const since = (await readSince(store.read, jobId, planned.stream)) ?? planned.from;
  return { ...planned, from: Math.min(planned.from, since) };
}

/** A job that goes on leaves out what it had read itself of the same shops by then. */
async function stillOpen({ store, jobId, shopsHash }: WindowScope, window: StreamWindow): Promise<Interval[]> {
  const read = await slicesReadBy(store.read, jobId);
  return openSlices(
    slicesOf(window),
    read.filter((slice) => slice.stream === window.stream && slice.shopsHash === shopsHash),
  );
}

function partOf({ connectionId, shops }: WindowScope, { stream, from, to }: StreamWindow): LedgerPart {
  return { connectionId, stream, shops, from, to };
}
