/** Parts of texts that are the same in every language. */
import type { ComparedOutput } from '../compare/comparison.js';
import type { LiveChange } from '../compare/live-changes.js';

const SHOWN = 20;

/** The first of many lines, below what they belong to. */
export function firstLines(lines: readonly string[]): string {
  const more = lines.length > SHOWN ? [`... ${lines.length - SHOWN}`] : [];
  return [...lines.slice(0, SHOWN), ...more].map((line) => `\n    ${line}`).join('');
}

export function changeLines(changes: readonly LiveChange[], revisionWord: string, inWord: string): string {
  return firstLines(
    changes.map(
      ({ name, before, after, revision, outputs }) =>
        `${name}  ${before} -> ${after}  ${revisionWord} ${revision}  ${inWord} ${outputs.join(', ')}`,
    ),
  );
}

/** Columns as wide as their widest text; all but the first two end flush right. */
export function table(rows: ReadonlyArray<readonly string[]>): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const padded = (text: string, at: number): string =>
    at < 2 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0);
  return rows.map((row) => `  ${row.map(padded).join('  ')}`.trimEnd()).join('\n');
}

export function hours(seconds: number): string {
  return (seconds / 3_600).toFixed(2);
}

export function counts(kinds: Readonly<Record<string, number>>): string {
  return Object.entries(kinds)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

export function allDifferences(outputs: readonly ComparedOutput[]): readonly string[] {
  return outputs.flatMap(({ differences }) => differences);
}
