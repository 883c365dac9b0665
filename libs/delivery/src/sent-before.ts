import type { Instant } from '@tillbridge/domain';
import {
  cellHistory,
  type CellRevision,
  dayKey,
  type DayAtOutput,
  saveSentHours,
  type SentHour,
  sentHours,
  type Session,
  type StoredCell,
} from '@tillbridge/store';
import { hoursOf } from './hours-taken.js';
import type { FoldedForOnce } from './sent-once.js';

export interface FoldedAtOutput extends FoldedForOnce {
  readonly wanted: DayAtOutput;
}

/**
 * What is on record as sent of days, by day, for an output that adds. Of a day that it was sent while its settings still
 * said that it overwrites nothing is: what went then is put on record first, since it must not go a second time.
 */
export async function sentBefore(
  session: Session,
  output: string,
  days: readonly FoldedAtOutput[],
  now: Instant,
): Promise<Map<string, SentHour[]>> {
  const keys = days.map(({ wanted }) => wanted);
  const sent = Map.groupBy(await sentHours(session, output, keys), dayKey);
  const whole = days.filter(({ wanted }) => !sent.has(dayKey(wanted)) && wanted.delivery?.ackedTo != null);
  if (whole.length === 0) return sent;
  const history = Map.groupBy(
    await cellHistory(
      session,
      whole.map(({ wanted }) => wanted),
    ),
    dayKey,
  );
  for (const each of whole) {
    const hours = hoursOverwritten(each, history.get(dayKey(each.wanted)) ?? []);
    await saveSentHours(session, output, hours, now);
    sent.set(dayKey(each.wanted), hours);
  }
  return sent;
}

/** The hours that stood whole in the revision that was taken, with the figures of then. */
function hoursOverwritten({ wanted, day, cells }: FoldedAtOutput, history: readonly CellRevision[]): SentHour[] {
  const revision = wanted.delivery?.ackedRevision ?? 0;
  const stood = ({ start, revision: changed }: StoredCell): boolean => {
    const next = history.find((change) => change.start === start && change.revision > revision);
    return next === undefined ? changed <= revision : next.before !== null;
  };
  const going = new Set(day.cells.map(({ start }) => start));
  const labels = Map.groupBy(cells, ({ minuteOfDay }) => minuteOfDay);
  const gone = [...labels.values()].filter((label) => label.every((cell) => going.has(cell.start) && stood(cell)));
  return hoursOf(
    gone.flat().map((cell) => ({ cell, revision })),
    history,
  );
}
