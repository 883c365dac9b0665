import type { Comparison } from './comparison.js';
import type { Truth } from './truth.js';

export interface Verdict extends Comparison {
  readonly good: boolean;
  readonly truth: Truth;
  /** Kinds of sales or shifts of which the week has none: nothing would be proven of them. */
  readonly absent: readonly string[];
  /** The day that has more than 24 hours must be there. */
  readonly longDays: number;
}

export function verdict(truth: Truth, comparison: Comparison): Verdict {
  const kinds = [...Object.entries(truth.kinds.sales), ...Object.entries(truth.kinds.shifts)];
  const absent = kinds.filter(([, count]) => count === 0).map(([kind]) => kind);
  const days = Map.groupBy(truth.cells, ({ shop, date }) => `${shop} ${date}`);
  const longDays = [...days.values()].filter((cells) => cells.length > 24).length;
  const { cells, rows, differences } = comparison;
  const good = differences.length === 0 && absent.length === 0 && longDays > 0 && cells > 0 && rows > 0;
  return { ...comparison, good, truth, absent, longDays };
}
