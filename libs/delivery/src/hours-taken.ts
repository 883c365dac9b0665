import { type Figures, sumFigures } from '@tillbridge/domain';
import type { HandedOverCell, Receipt } from '@tillbridge/plugin-kit';
import {
  type CellRevision,
  cellHistory,
  dayKey,
  type SentHour,
  type Session,
  type StoredCell,
} from '@tillbridge/store';
import type { Prepared, SentOnce } from './delivery-work.js';
import { type LateEdit, lateEdits } from './sent-once.js';

export interface HoursTaken {
  readonly hours: readonly SentHour[];
  /** Hours that were handed over before without being noted, and whose figures are others by now. */
  readonly lateEdits: readonly LateEdit[];
}

interface Taken {
  readonly prepared: Prepared;
  readonly receipt: Receipt;
}

/** A cell that went with an earlier revision and stands on no record. */
export interface UnnotedCell {
  readonly cell: StoredCell;
  readonly revision: number;
}

/**
 * The hours that a batch puts on record, for an output that adds. An hour that, by its receipt, went with an earlier
 * revision is kept with the figures of that revision: a later edit is a difference from those.
 */
export async function hoursTaken(session: Session, taken: readonly Taken[]): Promise<HoursTaken> {
  const unnoted = taken.map(unnotedCells);
  const days = taken.flatMap(({ prepared: { day } }, index) => (unnoted[index]?.length === 0 ? [] : [day]));
  const history =
    days.length === 0 ? new Map<string, CellRevision[]>() : Map.groupBy(await cellHistory(session, days), dayKey);
  const parts = taken.map(({ prepared, receipt }, index): HoursTaken => {
    const found = hoursOf(unnoted[index] ?? [], history.get(dayKey(prepared.day)) ?? []);
    const late = prepared.once === null ? [] : lateEdits(prepared.once, found, null);
    return { hours: [...hoursOfPayload(prepared, receipt), ...found], lateEdits: late };
  });
  return { hours: parts.flatMap(({ hours }) => hours), lateEdits: parts.flatMap((part) => part.lateEdits) };
}

/** The hours that this payload brought. Those that the output found handed over before were left out of it. */
function hoursOfPayload({ day, hours, once }: Prepared, { handedOver }: Receipt): readonly SentHour[] {
  if (once === null || handedOver === undefined) return hours;
  const own = new Set(handedOver.filter(({ revision }) => revision === day.revision).map(({ start }) => start));
  const labels = new Set(once.cells.filter(({ start }) => own.has(start)).map(({ minuteOfDay }) => minuteOfDay));
  return hours.filter(({ minuteOfDay }) => labels.has(minuteOfDay));
}

function unnotedCells({ prepared: { day, once }, receipt }: Taken): UnnotedCell[] {
  if (once === null) return [];
  const earlier = (receipt.handedOver ?? []).filter(({ revision }) => revision !== day.revision);
  return earlier.flatMap((handed) => unnotedCell(handed, once) ?? []);
}

function unnotedCell({ start, revision }: HandedOverCell, { cells, sent }: SentOnce): UnnotedCell | null {
  const cell = cells.find((candidate) => candidate.start === start);
  if (cell === undefined || sent.some(({ minuteOfDay }) => minuteOfDay === cell.minuteOfDay)) return null;
  return { cell, revision };
}

/** As hours of the clock, with the figures with which they went. */
export function hoursOf(unnoted: readonly UnnotedCell[], history: readonly CellRevision[]): SentHour[] {
  const labels = Map.groupBy(unnoted, ({ cell }) => cell.minuteOfDay);
  return [...labels].flatMap(([minuteOfDay, [first, ...more]]) => {
    if (first === undefined) return [];
    const cells = [first, ...more];
    const { location, date } = first.cell;
    const revision = Math.max(...cells.map((part) => part.revision));
    return [{ location, date, minuteOfDay, revision, ...sumFigures(cells.map((part) => figuresThen(part, history))) }];
  });
}

/**
 * The figures that the cell had at that revision: what the first change after it replaced, or those of now where there
 * was none.
 */
function figuresThen({ cell, revision }: UnnotedCell, history: readonly CellRevision[]): Figures {
  const next = history.find((change) => change.start === cell.start && change.revision > revision);
  return next?.before == null ? cell : (JSON.parse(next.before) as Figures);
}
