import type { Ledger } from '../till/ledger.js';
import { quote } from '../wire/text.js';
import { compare, positionOf } from './entity.js';
import type { Entity, Plan, Position } from './entity.js';
import { boundsOf } from './filter.js';
import type { Query } from './query.js';
import { writeCursor } from './query.js';

/** The body of a list, or of a count. `base` is the address without its query, for `next` and `previous`. */
export function listBody<Row>(entity: Entity<Row>, query: Query<Row>, ledger: Ledger, base: string): string {
  if (query.counting) return `{"@attributes":{"count":"${count(entity, query, ledger)}"}}`;
  const page = readPage(entity, query, ledger);
  const link = (way: 'after' | 'before', row: Row | undefined) =>
    row === undefined ? '""' : quote(linkTo(entity, query, base, { way, row }));
  const next = link('after', page.more ? page.rows.at(-1) : undefined);
  const previous = link('before', page.earlier ? page.rows[0] : undefined);
  const head = `{"@attributes":{"next":${next},"previous":${previous}}`;
  return head + recordsPart(entity, page.rows, query.relations, ledger) + '}';
}

/** The records as `,"Sale":[...]`: one record stands alone, many in an array, none leaves the key out. */
export function recordsPart<Row>(
  entity: Entity<Row>,
  rows: readonly Row[],
  relations: ReadonlySet<string>,
  ledger: Ledger,
): string {
  const [only] = rows;
  if (only === undefined) return '';
  if (rows.length === 1 && entity.loneInArray !== true)
    return `,"${entity.name}":` + entity.json(only, relations, ledger);
  let text = '';
  for (const row of rows) text += (text === '' ? '' : ',') + entity.json(row, relations, ledger);
  return `,"${entity.name}":[${text}]`;
}

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly more: boolean;
  readonly earlier: boolean;
}

function readPage<Row>(entity: Entity<Row>, query: Query<Row>, ledger: Ledger): Page<Row> {
  if (query.limit === 0) return { rows: [], more: false, earlier: false };
  const backwards = query.before !== undefined;
  const found = take(entity, query, ledger, {
    from: query.before ?? query.after,
    descending: query.descending !== backwards,
    limit: query.limit + 1,
  });
  const beyond = found.length > query.limit;
  const rows = found.slice(0, query.limit);
  if (!backwards) return { rows, more: beyond, earlier: query.after !== undefined };
  rows.reverse();
  return { rows, more: true, earlier: beyond };
}

interface Walk {
  readonly from: Position | undefined;
  readonly descending: boolean;
  readonly limit: number;
}

/** The first rows after a position, in a direction, that pass every filter. */
export function take<Row>(entity: Entity<Row>, query: Query<Row>, ledger: Ledger, walk: Walk): Row[] {
  const plan: Plan = {
    sort: query.sort,
    descending: walk.descending,
    after: walk.from,
    bounds: boundsOf(query.filters),
  };
  const rows: Row[] = [];
  for (const row of entity.rows(ledger, plan)) {
    if (walk.from !== undefined) {
      const order = compare(positionOf(entity, query.sort, row), walk.from);
      if (walk.descending ? order >= 0 : order <= 0) continue;
    }
    if (!matches(entity, query, row)) continue;
    rows.push(row);
    if (rows.length >= walk.limit) break;
  }
  return rows;
}

function matches<Row>(entity: Entity<Row>, query: Query<Row>, row: Row): boolean {
  if (query.archived !== 'both' && entity.archived(row) !== (query.archived === 'only')) return false;
  for (const filter of query.filters) if (!filter.test(row)) return false;
  return query.anyOf.length === 0 || query.anyOf.some((filter) => filter.test(row));
}

function count<Row>(entity: Entity<Row>, query: Query<Row>, ledger: Ledger): number {
  const plan: Plan = { sort: query.sort, descending: false, after: undefined, bounds: boundsOf(query.filters) };
  let total = 0;
  for (const row of entity.rows(ledger, plan)) if (matches(entity, query, row)) total += 1;
  return total;
}

interface Turn<Row> {
  readonly way: 'after' | 'before';
  readonly row: Row;
}

function linkTo<Row>(entity: Entity<Row>, query: Query<Row>, base: string, { way, row }: Turn<Row>): string {
  const sort = (query.descending ? '-' : '') + query.sort;
  const filled = query.pairs.map(([name, value]): readonly [string, string] => {
    if (name === 'sort') return [name, sort];
    return name === 'limit' ? [name, String(query.limit)] : [name, value];
  });
  if (!query.pairs.some(([name]) => name === 'sort')) filled.push(['sort', sort]);
  if (!query.pairs.some(([name]) => name === 'limit')) filled.push(['limit', String(query.limit)]);
  const kind = entity.fields[query.sort]?.kind === 'date' ? 'date' : 'other';
  filled.push([way, writeCursor(entity.idField, query.sort, positionOf(entity, query.sort, row), kind)]);
  return base + '?' + filled.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => '%' + char.charCodeAt(0).toString(16).toUpperCase());
}
