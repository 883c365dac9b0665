import { type ChangedCell, changesBetween } from './changes.js';
import type { TrueCell } from './truth.js';
import type { HeldOutput } from '../outputs/held.js';

/** One hour of one location whose figures moved, with the outputs in which they did. */
export interface LiveChange {
  /** Location, local date and hour. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly revision: number;
  readonly outputs: readonly string[];
}

/** Outputs name cells by instant or by the hour on the clock; here they come together. */
export function liveChanges(
  cells: readonly TrueCell[],
  before: readonly HeldOutput[],
  after: readonly HeldOutput[],
): readonly LiveChange[] {
  const hourOf = new Map(
    cells.map(({ shop, start, date, hour }) => [`${shop.padStart(4, '0')} ${start}`, `${date} ${hour}:00`]),
  );
  const found = after.flatMap((now) => {
    const former = before.find(({ output }) => output === now.output);
    if (former === undefined) return [];
    return changesBetween(former, now).map((change) => ({
      output: now.output,
      change,
      name: hourName(now, change, hourOf),
    }));
  });
  const hours = Map.groupBy(found, ({ name }) => name);
  return [...hours]
    .map(([name, same]) => ({ name, ...figuresOf(same.map(({ change }) => change)), outputs: outputsOf(same) }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function hourName({ keyedBy }: HeldOutput, { name }: ChangedCell, hourOf: ReadonlyMap<string, string>): string {
  if (keyedBy === 'hour') return `${name}:00`;
  return `${name.slice(0, name.indexOf(' '))} ${hourOf.get(name) ?? name.slice(name.indexOf(' ') + 1)}`;
}

function figuresOf(changes: readonly ChangedCell[]): Pick<LiveChange, 'before' | 'after' | 'revision'> {
  const [first] = changes;
  const revision = Math.max(...changes.map(({ revisionAfter }) => revisionAfter));
  return { before: first?.before ?? '-', after: first?.after ?? '-', revision };
}

function outputsOf(same: ReadonlyArray<{ readonly output: string }>): readonly string[] {
  return [...new Set(same.map(({ output }) => output))];
}
