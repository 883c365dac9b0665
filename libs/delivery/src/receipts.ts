import { type Cause, causeOf, type LocationDay, type Receipt } from '@tillbridge/plugin-kit';

/**
 * One receipt for every day that was handed to an output, in the same order. Whatever an output leaves out, answers
 * for another day or throws, its day was not taken: an acknowledgement never rests on a guess (I3).
 */
export function receiptsFor(days: readonly LocationDay[], received: readonly Receipt[]): Receipt[] {
  return days.map((day, index) => {
    const receipt = received[index];
    return receipt !== undefined && isOf(day, receipt) ? receipt : retry(day, defect('the output gave no receipt'));
  });
}

/** The receipts of an output that threw instead of answering. */
export function receiptsAfter(days: readonly LocationDay[], thrown: unknown): Receipt[] {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const cause = causeOf(thrown) ?? defect(`the output failed: ${message}`);
  return days.map((day) => retry(day, cause));
}

function isOf(day: LocationDay, receipt: Receipt): boolean {
  return receipt.location === day.location && receipt.date === day.date && receipt.revision === day.revision;
}

function retry({ location, date, revision }: LocationDay, cause: Cause): Receipt {
  return { location, date, revision, status: 'retry', cause };
}

function defect(message: string): Cause {
  return { $cause: 1, code: 'plugin.defect', message };
}
