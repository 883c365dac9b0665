import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Path } from './path.js';
import type { Position } from './places.js';
import type { Report } from './report.js';
import type { Substitute } from './substitution.js';
import { DEEPEST } from './bounds.js';
import { KEY_NOT_TEXT, TOO_DEEP, UNKNOWN_ALIAS } from './reasons.js';
import type { Parsed } from './yaml.js';

const MOST_VALUES = 100_000;

interface Walk {
  readonly parsed: Parsed;
  readonly report: Report;
  readonly substitute: Substitute;
  /** Values seen; aliases count each time, so that a file of a few lines cannot become gigabytes. */
  values: number;
}

/** Plain values of the document, with the place of each noted in the report and every `${...}` replaced. */
export function readTree(parsed: Parsed, report: Report, substitute: Substitute): unknown {
  const walk: Walk = { parsed, report, substitute, values: 0 };
  const value = read(walk, parsed.document.contents, []);
  if (walk.values > MOST_VALUES)
    report.add('settings.too_large', { limit: MOST_VALUES }, { expected: { en: 'values', fr: 'valeurs' } });
  return value ?? {};
}

function read(walk: Walk, node: unknown, path: Path): unknown {
  walk.values += 1;
  if (walk.values > MOST_VALUES) return undefined;
  if (path.length > DEEPEST) {
    walk.report.add('settings.yaml_syntax', { ...walk.report.places.nearest(path) }, { reason: TOO_DEEP });
    return undefined;
  }
  if (isMap<ParsedNode, ParsedNode | null>(node)) return readMap(walk, node, path);
  if (isSeq<ParsedNode>(node)) return readList(walk, node, path);
  if (isScalar(node)) return readScalar(walk, node, path);
  if (!isAlias(node)) return null;
  const target = node.resolve(walk.parsed.document);
  if (target !== undefined) return read(walk, target, path);
  walk.report.add('settings.yaml_syntax', { ...positionOf(walk, node.range?.[0]) }, { reason: UNKNOWN_ALIAS });
  return undefined;
}

function readMap(walk: Walk, map: YAMLMap<ParsedNode, ParsedNode | null>, path: Path): Record<string, unknown> {
  const group: Record<string, unknown> = {};
  for (const pair of map.items) {
    const name = keyName(walk, pair);
    if (name === null) continue;
    const inner = [...path, name];
    const position = positionOf(walk, pair.key.range[0]);
    const first = Object.hasOwn(group, name) ? walk.report.places.nearest(inner) : undefined;
    if (first !== undefined) walk.report.at(inner, 'settings.duplicate_key', { ...position, first: first.line });
    else {
      note(walk, inner, position);
      // A key such as `__proto__` must become a property like any other, for the schema to refuse it.
      Object.defineProperty(group, name, {
        value: read(walk, pair.value, inner),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return group;
}

function keyName(walk: Walk, { key }: Pair<ParsedNode, ParsedNode | null>): string | null {
  if (isScalar(key)) return typeof key.value === 'string' ? key.value : (key.source ?? JSON.stringify(key.value));
  const position = positionOf(walk, key.range[0]);
  walk.report.add('settings.yaml_syntax', { ...position }, { reason: KEY_NOT_TEXT });
  return null;
}

function readList(walk: Walk, list: YAMLSeq<ParsedNode>, path: Path): unknown[] {
  return list.items.map((item, index) => {
    const inner = [...path, index];
    note(walk, inner, positionOf(walk, item.range[0]));
    return read(walk, item, inner);
  });
}

function readScalar(walk: Walk, scalar: Scalar, path: Path): unknown {
  const { value, source } = scalar;
  if (typeof value === 'string' && value.includes('${')) return walk.substitute(value, path);
  const place = walk.report.places.get(path);
  if (typeof value === 'number' && place !== undefined)
    walk.report.places.set(path, { ...place, written: source ?? String(value) });
  return value;
}

function note(walk: Walk, path: Path, position: Position): void {
  walk.report.places.set(path, { ...position, substituted: [], written: null, unresolved: false });
}

function positionOf(walk: Walk, offset = 0): Position {
  const { line, col } = walk.parsed.lines.linePos(offset);
  return { line, column: col };
}
