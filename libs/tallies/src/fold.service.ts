import type { Clock, LocationId } from '@tillbridge/domain';
import {
  type CellRevision,
  cellsOf,
  dayKey,
  daysToFold,
  type FoldedDay,
  type Lease,
  loadAtlas,
  locationsOf,
  lockDays,
  type LocationDayKey,
  type LocationDayRow,
  saveCells,
  saveFoldedDays,
  type Session,
  type Store,
  type StoredCell,
} from '@tillbridge/store';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import { changedCells } from './changed-cells.js';
import { foldDay, type FoldScope } from './fold-day.js';
import { TALLY_METRICS } from './metrics.js';

/** How many days share a transaction: a commit costs more than a fold. */
const DAYS_PER_TRANSACTION = 25;

export interface FoldReport {
  readonly days: number;
  /** Location-days of which a figure changed. */
  readonly revised: readonly LocationDayKey[];
  readonly cells: number;
}

interface FoldedBatch extends FoldReport {
  /** Cells that had other figures before. */
  readonly restated: number;
}

export class FoldService {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly meters: Meters = NO_METERS,
  ) {}

  /**
   * Folds every location-day of a connection whose ledger version is ahead. Each transaction locks its days, reads the
   * ledger under that lock and commits cells and revision together (I2). Folding again changes nothing.
   */
  async foldPending(connectionId: string, lease: Lease, onProgress?: (days: number) => void): Promise<FoldReport> {
    const scope = await this.scopeOf(connectionId);
    const locations = [...scope.locations.keys()];
    const report = { days: 0, cells: 0, revised: [] as LocationDayKey[] };
    for (;;) {
      const keys = await daysToFold(this.store.read, { locations, limit: DAYS_PER_TRANSACTION });
      if (keys.length === 0) return report;
      const folded = await this.store.transaction(lease, (session) => this.foldDays(session, scope, keys));
      report.days += folded.days;
      report.cells += folded.cells;
      report.revised.push(...folded.revised);
      this.meters.add(TALLY_METRICS.written, { connection: connectionId }, folded.cells);
      this.meters.add(TALLY_METRICS.restated, { connection: connectionId }, folded.restated);
      onProgress?.(folded.days);
    }
  }

  private async scopeOf(connectionId: string): Promise<FoldScope> {
    const locations = (await locationsOf(this.store.read)).filter((row) => row.connectionId === connectionId);
    return {
      atlas: await loadAtlas(this.store.read, connectionId),
      locations: new Map(locations.map((row): [LocationId, typeof row] => [row.id, row])),
    };
  }

  private async foldDays(session: Session, scope: FoldScope, keys: readonly LocationDayKey[]): Promise<FoldedBatch> {
    const days = await lockDays(session, keys);
    const standing = groupByDay(await cellsOf(session, days));
    const cells: StoredCell[] = [];
    const history: CellRevision[] = [];
    const folded: FoldedDay[] = [];
    const revised: LocationDayKey[] = [];
    for (const day of days) {
      const result = await foldDay(session, scope, day);
      const changes = changedCells(keyOf(day), standing.get(dayKey(day)) ?? [], result.cells);
      const before = day.revision > 0 ? day.revision : (scope.locations.get(day.location)?.revisionFloor ?? 0);
      const revision = changes.cells.length > 0 ? before + 1 : day.revision;
      cells.push(...changes.cells.map((cell) => ({ ...cell, revision })));
      history.push(...changes.history.map((change) => ({ ...change, revision, trigger: day.trigger })));
      folded.push(foldedDay(day, revision, { ...result, notes: JSON.stringify(result.notes) }));
      if (changes.cells.length > 0) revised.push(keyOf(day));
    }
    await saveCells(session, cells, history, this.clock.now());
    await saveFoldedDays(session, folded);
    const restated = history.filter(({ before }) => before !== null).length;
    return { days: days.length, cells: cells.length, revised, restated };
  }
}

/**
 * The version that was read under the lock is the one that was folded: whoever raises it meanwhile waits for that lock
 * (I2).
 */
function foldedDay(
  day: LocationDayRow,
  revision: number,
  result: { readonly zone: string; readonly rules: string; readonly notes: string },
): FoldedDay {
  return {
    ...keyOf(day),
    foldedVersion: day.ledgerVersion,
    revision,
    rules: result.rules,
    timeZone: result.zone,
    notes: result.notes,
  };
}

function groupByDay(cells: readonly StoredCell[]): Map<string, StoredCell[]> {
  return Map.groupBy(cells, dayKey);
}

function keyOf({ location, date }: LocationDayKey): LocationDayKey {
  return { location, date };
}
