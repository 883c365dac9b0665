import { type Clock, HOUR, type Instant, type Interval } from '@tillbridge/domain';
import { type Cause, CauseError, type QuarantinedRecord } from '@tillbridge/plugin-kit';
import {
  type DayFinder,
  type Lease,
  type LedgerMark,
  type LedgerPart,
  type LocationDayKey,
  markMissing,
  markPresent,
  marksOf,
  noteSliceRead,
  quarantine,
  quarantineCount,
  raiseLedgerVersions,
  releaseFromQuarantine,
  type Session,
  type Store,
  writeCoverage,
} from '@tillbridge/store';
import { type CompletionScope, daysCompleted } from './completed-days.js';
import { daysOfChanges } from './days-of-changes.js';
import { lookUpUnseen, type UnlistedRecord } from './missing-records.js';
import type { PosCalls, PosBatch } from '../pos-calls.js';
import type { ProvenPart } from '../window/slice-coverage.js';
import type { Stream } from './stream.js';

/** How many batches share a transaction: a commit costs about as much as ten pages. */
const BATCHES_PER_TRANSACTION = 10;

/**
 * The longest cell of any grain, also where clocks go back. Milliseconds. A cell asks whether shifts that began up to the
 * longest one before it were read at its end or later; so long covers stay apart.
 */
const LONGEST_CELL = 2 * HOUR;

export interface SliceScope extends CompletionScope {
  readonly store: Store;
  readonly lease: Lease;
  readonly calls: PosCalls;
  readonly clock: Clock;
  readonly connectionId: string;
  /** All shops that are read. */
  readonly shops: readonly string[];
  /** The coverage that a slice gives once it was read to its end. */
  readonly provenBy: (slice: Interval) => readonly ProvenPart[];
  readonly finder: DayFinder;
  /** The job that reads: what it has read to its end it does not read again. */
  readonly jobId: string;
  /** Equal where the same shops are read, each within the same bounds. */
  readonly shopsHash: string;
  readonly onProgress: (records: number) => void;
}

export interface SliceOutcome {
  readonly read: number;
  readonly changed: number;
  readonly quarantined: number;
  readonly unlisted: readonly UnlistedRecord[];
}

/**
 * Reads one slice to its end. Records are saved every few batches together with the ledger version of their days (I1);
 * the closing transaction writes the coverage, so a slice that was interrupted starts again. Unchanged records are told
 * by their content hash and touch nothing.
 */
export async function readSlice<Record, Hashed extends { readonly hash: string }>(
  scope: SliceScope,
  stream: Stream<Record, Hashed>,
  slice: Interval,
): Promise<SliceOutcome> {
  const part: LedgerPart = { ...slice, connectionId: scope.connectionId, stream: stream.name, shops: scope.shops };
  // Before the first request, so that the slice is never said to be newer than it is.
  const asOf = Math.max(scope.calls.posNow(), slice.to);
  const reader = new SliceReader(scope, stream, await marksOf(scope.store.read, part));
  let done = false;
  for await (const batch of stream.read(scope.calls, slice, scope.shops)) {
    await reader.take(batch);
    done = batch.done;
  }
  if (!done) throw brokenRead(stream.name);
  const unlisted = await reader.lookUpUnseen();
  await reader.close(part, asOf);
  return { ...reader.counts, unlisted };
}

class SliceReader<Record, Hashed extends { readonly hash: string }> {
  private readonly pending = new Map<string, Hashed>();
  private readonly pendingQuarantine: QuarantinedRecord[] = [];
  /** Read and unchanged: nothing to save, but one that was in quarantine leaves it. */
  private readonly unchanged: string[] = [];
  private readonly missing: string[] = [];
  private batches = 0;
  readonly counts = { read: 0, changed: 0, quarantined: 0 };

  constructor(
    private readonly scope: SliceScope,
    private readonly stream: Stream<Record, Hashed>,
    /** Live records of the slice that were not seen yet. */
    private readonly unseen: Map<string, LedgerMark>,
  ) {}

  async take(batch: PosBatch<Record>): Promise<void> {
    for (const record of batch.records) {
      const mark = this.unseen.get(this.stream.idOf(record));
      this.unseen.delete(this.stream.idOf(record));
      this.keep(record, mark);
    }
    for (const record of batch.quarantined) {
      // It was seen, though not understood: what the ledger knows of it stays.
      if (record.id !== null) this.unseen.delete(record.id);
      this.pendingQuarantine.push(record);
    }
    this.counts.read += batch.records.length;
    this.scope.onProgress(batch.records.length);
    this.batches += 1;
    if (this.batches % BATCHES_PER_TRANSACTION === 0) await this.flush();
  }

  private keep(record: Record, mark: LedgerMark | undefined): void {
    const hashed = this.stream.hash(record);
    const id = this.stream.idOf(record);
    if (mark !== undefined && !mark.missing && mark.hash === hashed.hash) {
      this.unchanged.push(id);
      return;
    }
    // By id: when one read shows a record twice, the later answer stands.
    this.pending.set(id, hashed);
  }

  /** Saves those that moved or changed, leaves those that are answered unchanged, and notes what is missing. */
  async lookUpUnseen(): Promise<readonly UnlistedRecord[]> {
    const { answered, quarantined, unlisted, missing } = await lookUpUnseen(this.scope.calls, this.stream, this.unseen);
    for (const { record, mark } of answered) this.keep(record, mark);
    this.pendingQuarantine.push(...quarantined);
    this.missing.push(...missing);
    return unlisted;
  }

  private async flush(): Promise<void> {
    if (this.pending.size === 0 && this.pendingQuarantine.length === 0) return;
    await this.scope.store.transaction(this.scope.lease, (session) => this.save(session));
    this.forget();
  }

  /** The last records, what is missing, and that the slice was read (I1). */
  async close(part: LedgerPart, asOf: Instant): Promise<void> {
    await this.scope.store.transaction(this.scope.lease, async (session) => {
      await this.save(session);
      await markMissing(session, part, this.missing);
      await this.releaseUnchanged(session);
      const { jobId, shopsHash, longestShift } = this.scope;
      await noteSliceRead(session, jobId, { stream: part.stream, from: part.from, to: part.to, shopsHash });
      const completed: LocationDayKey[] = [];
      for (const proven of this.scope.provenBy(part)) {
        const covered = { ...part, ...proven };
        completed.push(...(await daysCompleted(session, this.scope, covered, asOf)));
        await writeCoverage(session, covered, asOf, longestShift + LONGEST_CELL);
      }
      await raiseLedgerVersions(
        session,
        completed.map((day) => ({ ...day, trigger: 'coverage' as const })),
      );
    });
    this.forget();
  }

  private async save(session: Session): Promise<void> {
    const { connectionId, clock } = this.scope;
    const changes = await this.stream.save(session, connectionId, [...this.pending.values()]);
    this.counts.changed += changes.length;
    await raiseLedgerVersions(session, daysOfChanges(changes, this.stream.triggers, this.scope.finder));
    await releaseFromQuarantine(session, connectionId, { stream: this.stream.name, ids: [...this.pending.keys()] });
    const seen = this.pendingQuarantine.flatMap(({ id }) => id ?? []);
    await markPresent(session, { connectionId, stream: this.stream.name }, seen);
    await quarantine(session, connectionId, this.pendingQuarantine.map(entryOf), clock.now());
    this.counts.quarantined += this.pendingQuarantine.length;
  }

  private async releaseUnchanged(session: Session): Promise<void> {
    const { connectionId } = this.scope;
    if (this.unchanged.length === 0 || (await quarantineCount(session, connectionId)) === 0) return;
    await releaseFromQuarantine(session, connectionId, { stream: this.stream.name, ids: this.unchanged });
  }

  private forget(): void {
    this.pending.clear();
    this.pendingQuarantine.length = 0;
  }
}

function entryOf(record: QuarantinedRecord) {
  return {
    stream: record.stream,
    id: record.id,
    cause: JSON.stringify(record.cause),
    raw: JSON.stringify(record.raw),
  };
}

function brokenRead(stream: string): CauseError {
  const cause: Omit<Cause, '$cause'> = {
    code: 'plugin.defect',
    message: `the read of ${stream} ended without saying that it was done`,
  };
  return new CauseError(cause);
}
