import { valueAt, type Path } from '../file/path.js';
import type { Report } from '../file/report.js';

/** An entry of a list in the file as it was written, before any check. */
export interface Entry {
  readonly path: Path;
  get(name: string): string | undefined;
  raw(name: string): unknown;
  line(name: string): number;
}

/** The groups of a list; what is no group is left to the schema. */
export function entriesAt(tree: unknown, path: Path, report: Report): Entry[] {
  const list = valueAt(tree, path);
  if (!Array.isArray(list)) return [];
  return list.map((group: unknown, index) => entry(group, [...path, index], report));
}

function entry(group: unknown, path: Path, report: Report): Entry {
  const raw = (name: string) => valueAt(group, [name]);
  return {
    path,
    raw,
    get(name) {
      const value = raw(name);
      if (report.places.get([...path, name])?.unresolved === true) return undefined;
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    },
    line: (name) => report.places.nearest([...path, name]).line,
  };
}
