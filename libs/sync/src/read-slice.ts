import { type Clock, HOUR, type Instant, type Interval } from '@tillbridge/domain';
import { type Cause, CauseError, type QuarantinedRecord } from '@tillbridge/plugin-kit';
import {
  type DayFinder,
  type Lease,
  type LedgerMark,
  type LedgerPart,
  type LocationDayKey,
  markMissing,
  marksOf,
  quarantine,
  quarantineCount,
  raiseLedgerVersions,
  type RecordChange,
  releaseFromQuarantine,
  type Session,
  type Settling,
  type Store,
  writeCoverage,
} from '@tillbridge/store';
import { type CompletionScope, daysCompleted } from './completed-days.js';
import type { PosCalls, ReadBatch } from './pos-calls.js';
import type { ProvenPart } from './proven.js';
import type { Stream } from './stream.js';

/** How many batches share a transaction: a commit costs about as much as ten pages. */
const BATCHES_PER_TRANSACTION = 10;

/** Of any grain, an hour that the clocks made longer included. */
const LONGEST_CELL = 2 * HOUR;

export interface SliceScope extends CompletionScope {
  readonly store: Store;
  readonly lease: Lease;
  readonly calls: PosCalls;
  readonly clock: Clock;
  readonly connectionId: string;
  /** All shops that are read. */
  readonly shops: readonly string[];
  /** What a slice proves of which shops. */
  readonly provenBy: (slice: Interval) => readonly ProvenPart[];
  readonly finder: DayFinder;
  /** When the job began by the POS's clock; what was read since then keeps its time, so that it can be resumed. */
  readonly jobAsOf: Instant;
  readonly onProgress: (records: number) => void;
}

export interface SliceOutcome {
  readonly read: number;
  readonly changed: number;
  readonly quarantined: number;
  /** Answered by id as if nothing had happened, though no longer listed. */
  readonly vanished: readonly VanishedRecord[];
}

export interface VanishedRecord {
  readonly id: string;
  readonly shop: string;
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
  const vanished = await reader.lookUpUnseen();
  await reader.close(part, asOf);
  return { ...reader.counts, vanished };
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

  async take(batch: ReadBatch<Record>): Promise<void> {
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

  /**
   * Asks by id for every live record that the read did not show. Moved or changed ones are saved; those that are
   * answered unchanged are left alone; those that are not answered are marked missing.
   */
  async lookUpUnseen(): Promise<VanishedRecord[]> {
    const candidates = new Map(this.unseen);
    if (candidates.size === 0) return [];
    const answer = await this.stream.lookUp(this.scope.calls, [...candidates.keys()]);
    const vanished: VanishedRecord[] = [];
    for (const record of answer.records) {
      const id = this.stream.idOf(record);
      const mark = candidates.get(id);
      candidates.delete(id);
      if (mark !== undefined && mark.hash === this.stream.hash(record).hash) vanished.push({ id, shop: mark.shop });
      this.keep(record, mark);
    }
    for (const record of answer.quarantined) if (record.id !== null) candidates.delete(record.id);
    this.pendingQuarantine.push(...answer.quarantined);
    this.missing.push(...candidates.keys());
    return vanished;
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
      const completed: LocationDayKey[] = [];
      for (const proven of this.scope.provenBy(part)) {
        const covered = { ...part, ...proven };
        completed.push(...(await daysCompleted(session, this.scope, covered, asOf)));
        await writeCoverage(session, covered, asOf, this.settling());
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
    await quarantine(session, connectionId, this.pendingQuarantine.map(entryOf), clock.now());
    this.counts.quarantined += this.pendingQuarantine.length;
  }

  /** A cell asks whether shifts that began up to the longest one before it were read at its end or later. */
  private settling(): Settling {
    return { margin: this.scope.longestShift + LONGEST_CELL, olderThan: this.scope.jobAsOf };
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

/** Both the day a record stood in and the one where it stands now (I1). */
export function daysOfChanges(
  changes: readonly RecordChange[],
  triggers: Stream<unknown, { readonly hash: string }>['triggers'],
  finder: DayFinder,
) {
  return changes.flatMap((change) => {
    const trigger = change.after === null ? triggers.deleted : change.isNew ? triggers.new : triggers.changed;
    return [change.before, change.after]
      .filter((position) => position !== null)
      .flatMap((position) => finder.daysOf(position))
      .map((day) => ({ ...day, trigger }));
  });
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
