import type { Path } from '../file/path.js';
import type { Report } from '../file/report.js';
import { entriesAt, type Entry } from './written.js';

/** Two connections, or two outputs, of one id. */
export function reportDuplicateIds(tree: unknown, report: Report): void {
  for (const section of ['connections', 'outputs']) {
    const seen = new Map<string, Entry>();
    for (const entry of entriesAt(tree, [section], report)) {
      const id = entry.get('id');
      if (id === undefined) continue;
      const first = seen.get(id);
      if (first === undefined) seen.set(id, entry);
      else report.at([...entry.path, 'id'], 'settings.duplicate_id', { id, first: first.line('id') });
    }
  }
}

/** An id of the POS written as a number in a way that its digits do not keep, such as `007` or `1e3`. */
export function reportOddNumbers(report: Report): void {
  for (const { path, place } of report.places.all()) {
    if (place.written === null || place.written === String(Number(place.written)) || !isPosId(path)) continue;
    report.at(path, 'settings.number_not_text', { written: place.written });
  }
}

const LISTS_OF_IDS: readonly unknown[] = ['excludeEmployees', 'excludeRegisters'];

function isPosId(path: Path): boolean {
  if (path[0] === 'outputs' || path[2] === 'settings') return false;
  return path.at(-1) === 'posId' || (typeof path.at(-1) === 'number' && LISTS_OF_IDS.includes(path.at(-2)));
}
