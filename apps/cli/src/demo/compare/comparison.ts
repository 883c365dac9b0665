import type { HeldOutput } from '../outputs/held.js';
import type { Truth } from './truth.js';
import { wantedCells } from './wanted.js';

export interface ComparedOutput {
  readonly output: string;
  /** Cells that it holds. */
  readonly cells: number;
  /** One line for each cell that is missing, one too many, there twice or different. */
  readonly differences: readonly string[];
}

/** Every cell that an output holds beside the simulator's truth of the same dates. */
export function compare(truth: Truth, { output, keyedBy, cells }: HeldOutput): ComparedOutput {
  const wanted = wantedCells(truth.cells, keyedBy);
  const names = [...new Set([...wanted.keys(), ...cells.keys()])].toSorted();
  const differences = names.flatMap((name) => {
    const right = wanted.get(name)?.figures ?? '-';
    const written =
      cells
        .get(name)
        ?.map(({ figures }) => figures)
        .join(' | ') ?? '-';
    return right === written ? [] : [`${output} ${name}: POS ${right}, ${output} ${written}`];
  });
  return { output, cells: cells.size, differences };
}

/** Kinds of sales and shifts of which there are none: nothing would be proven of them. */
export function absentKinds({ kinds }: Truth): readonly string[] {
  const all = [...Object.entries(kinds.sales), ...Object.entries(kinds.shifts)];
  return all.filter(([, count]) => count === 0).map(([kind]) => kind);
}

/** Location-days with more than 24 hours: the day on which clocks go back must be among those compared. */
export function longDays({ cells }: Truth): number {
  const days = Map.groupBy(cells, ({ shop, date }) => `${shop} ${date}`);
  return [...days.values()].filter((hours) => hours.length > 24).length;
}
