import { badRequest } from '../wire/failures.js';
import { stamp } from '../wire/text.js';
import type { Entity, Position } from './entity.js';
import { readFilter } from './filter.js';
import type { Filter } from './filter.js';

export interface Query<Row> {
  /** The parameters as they came, in their order: what `next` and `previous` repeat. */
  readonly pairs: readonly (readonly [string, string])[];
  readonly filters: readonly Filter<Row>[];
  readonly anyOf: readonly Filter<Row>[];
  readonly archived: 'hidden' | 'both' | 'only';
  readonly sort: string;
  readonly descending: boolean;
  readonly limit: number;
  readonly after: Position | undefined;
  readonly before: Position | undefined;
  readonly counting: boolean;
  readonly relations: ReadonlySet<string>;
}

const MAX_LIMIT = 100;
const paging = new Set(['after', 'before']);
const ignored = new Set([
  'limit',
  'sort',
  'after',
  'before',
  'count',
  'archived',
  'load_relations',
  'or',
  'pretty_print',
]);

export function readQuery<Row>(entity: Entity<Row>, parameters: URLSearchParams): Query<Row> {
  const pairs = [...parameters].filter(([name]) => !paging.has(name));
  const filters: Filter<Row>[] = [];
  for (const [name, value] of pairs) {
    if (name === 'offset' || name === 'orderby' || name === 'orderby_desc') {
      throw badRequest(
        `ASSUMED WORDING: '${name}' is not supported in this version of the API; follow the 'next' link.`,
      );
    }
    if (!ignored.has(name)) filters.push(readFilter(entity, name, value));
  }
  const counting = parameters.get('count') === '1';
  if (counting && ['limit', 'after', 'before', 'sort'].some((name) => parameters.has(name))) {
    throw badRequest("ASSUMED WORDING: 'count' cannot be combined with limit, after, before or sort.");
  }
  const { sort, descending } = readSort(entity, parameters.get('sort'));
  return {
    pairs,
    filters,
    anyOf: readOr(entity, parameters.get('or')),
    archived: readArchived(parameters.get('archived')),
    sort,
    descending,
    limit: readLimit(parameters.get('limit')),
    after: readCursor(entity, sort, parameters.get('after')),
    before: readCursor(entity, sort, parameters.get('before')),
    counting,
    relations: readRelations(entity, parameters.get('load_relations')),
  };
}

function readSort<Row>(entity: Entity<Row>, text: string | null): { sort: string; descending: boolean } {
  if (text === null || text === '') return { sort: entity.idField, descending: false };
  const descending = text.startsWith('-');
  const sort = descending ? text.slice(1) : text;
  if (!entity.sortable.includes(sort)) {
    throw badRequest(`ASSUMED WORDING: cannot sort on '${sort}'. Allowed: ${entity.sortable.join(', ')}`);
  }
  return { sort, descending };
}

function readLimit(text: string | null): number {
  if (text === null || !/^-?\d+$/.test(text)) return MAX_LIMIT;
  return Math.max(0, Math.min(MAX_LIMIT, Number(text)));
}

function readArchived(text: string | null): 'hidden' | 'both' | 'only' {
  if (text === 'only') return 'only';
  return text === 'true' || text === '1' ? 'both' : 'hidden';
}

function readOr<Row>(entity: Entity<Row>, text: string | null): Filter<Row>[] {
  if (text === null || text === '') return [];
  return text.split('|').map((operand) => {
    const at = operand.indexOf('=');
    if (at < 1) throw badRequest(`ASSUMED WORDING: '${operand}' is no operand of 'or'.`);
    return readFilter(entity, operand.slice(0, at), operand.slice(at + 1));
  });
}

/** `all`, a JSON array of names, or (leniently) a comma list. Nested names are written `SaleLines.Item`. */
export function readRelations<Row>(entity: Entity<Row>, text: string | null): Set<string> {
  if (text === null || text === '') return new Set();
  const known = Object.keys(entity.relations);
  if (text === 'all' || text === '["all"]') return new Set(known);
  const names = text.startsWith('[') ? readNames(text) : text.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!known.includes(name)) {
      throw badRequest(`ASSUMED WORDING: ${entity.name} has no relation '${name}'. Known: ${known.join(', ')}`);
    }
  }
  return new Set(names.flatMap((name) => [name, ...(name.includes('.') ? [name.split('.')[0] ?? name] : [])]));
}

function readNames(text: string): string[] {
  try {
    const names: unknown = JSON.parse(text);
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  } catch {
    // falls through to the refusal
  }
  throw badRequest('ASSUMED WORDING: load_relations must be a JSON array of names.');
}

/** A cursor is base64 of the JSON array [id] or [sort value, id]. */
export function writeCursor(idField: string, sort: string, at: Position, kind: 'date' | 'other'): string {
  const value = typeof at.value === 'number' && kind === 'date' ? stamp(at.value) : (at.value ?? null);
  const parts = sort === idField ? [at.id] : [value, at.id];
  return Buffer.from(JSON.stringify(parts)).toString('base64');
}

function readCursor<Row>(entity: Entity<Row>, sort: string, text: string | null): Position | undefined {
  if (text === null || text === '') return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text.replaceAll(' ', '+'), 'base64').toString('utf8'));
  } catch {
    throw badRequest('ASSUMED WORDING: the cursor is not one that this API gave out.');
  }
  const list: readonly unknown[] = Array.isArray(parts) ? parts : [];
  const id = list.at(-1);
  if (typeof id !== 'number' || list.length !== (sort === entity.idField ? 1 : 2)) {
    throw badRequest('ASSUMED WORDING: the cursor does not fit the sort.');
  }
  if (sort === entity.idField) return { value: id, id };
  const value = list[0];
  if (value === null) return { value: undefined, id };
  if (typeof value === 'number') return { value, id };
  const instant = typeof value === 'string' && entity.fields[sort]?.kind === 'date' ? Date.parse(value) / 1000 : NaN;
  if (Number.isNaN(instant)) throw badRequest('ASSUMED WORDING: the cursor does not fit the sort.');
  return { value: instant, id };
}
