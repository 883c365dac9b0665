import type { Instant } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { cellsOf, type DayAtOutput, dayKey, lockDays, type Session, type StoredCell } from '@tillbridge/store';
import type { Batch, Prepared } from './delivery-work.js';
import { locationDayOf } from './location-day.js';
import { addsUp, type OutputInstance } from './output-instance.js';
import type { MutableReport } from './report.js';
import { type FoldedAtOutput, sentBefore } from './sent-before.js';
import { lateEdits, unsentPart } from './sent-once.js';

/**
 * Reads the days of a batch as they go out. Day and cells are read under the lock of the day: a fold in between would
 * pass new figures off as old (I3).
 */
export async function prepareBatch(
  session: Session,
  instance: OutputInstance,
  { hash, locations, days, now }: Batch,
  report: MutableReport,
): Promise<Prepared[]> {
  const rows = new Map((await lockDays(session, days)).map((day) => [dayKey(day), day]));
  const cells = Map.groupBy(await cellsOf(session, days), dayKey);
  const folded = days.flatMap((wanted): FoldedAtOutput[] => {
    const row = rows.get(dayKey(wanted));
    const location = locations.get(wanted.location);
    if (row === undefined || location === undefined) return [];
    const ofDay = cells.get(dayKey(wanted)) ?? [];
    const day = locationDayOf({ id: instance.id, hash }, row, location, ofDay);
    return [{ wanted, day, cells: ofDay, zone: row.timeZone }];
  });
  const sent = addsUp(instance) ? await sentBefore(session, instance.id, folded, now) : null;
  return folded.map(({ wanted, ...each }): Prepared => {
    const { failures = 0, resendMark = 0 } = wanted.delivery ?? {};
    const marks = { failures, resendMark };
    const { day, cells: ofDay } = each;
    if (sent === null) return { day, hours: [], once: null, knownTo: wholeTo(day, ofDay), ...marks };
    const before = sent.get(dayKey(wanted)) ?? [];
    report.lateEdits.push(...lateEdits(each, before, toldOf(wanted)));
    const part = unsentPart(each, before);
    return { ...part, once: { ...each, sent: before }, knownTo: wholeTo(part.day, ofDay), ...marks };
  });
}

/** What was taken was told; who has a day sent again is told all of it again. */
function toldOf({ delivery }: DayAtOutput): number | null {
  return delivery === null || delivery.resendWanted ? null : delivery.ackedRevision;
}

/**
 * The end of the last cell that was sent whole. An hour that is still running, sent as far as it was read, does not
 * count.
 */
function wholeTo(day: LocationDay, cells: readonly StoredCell[]): Instant | null {
  const sent = new Set(day.cells.map((cell) => cell.start));
  const ends = cells.filter((cell) => sent.has(cell.start) && cell.coveredTo >= cell.end).map((cell) => cell.end);
  return ends.length === 0 ? null : Math.max(...ends);
}
