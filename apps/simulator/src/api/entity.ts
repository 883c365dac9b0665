import type { Ledger } from '../till/ledger.js';

/** `id` and `date` (seconds) are whole numbers, `number` is 1/10,000,000, `bool` is 1 or 0, the rest is text; undefined = key absent. */
export interface Field<Row> {
  readonly kind: 'id' | 'number' | 'date' | 'bool' | 'text';
  of(row: Row): number | string | undefined;
}

export interface Bound {
  readonly min?: number;
  readonly max?: number;
  /** The only values that can match. */
  readonly values?: readonly number[];
}

/** Position of a row in a sorted list: the sort value (undefined sorts first), then the id. */
export interface Position {
  readonly value: number | string | undefined;
  readonly id: number;
}

/** How a list is to be walked. Bounds come from the filters and only narrow: every row is tested again afterwards. */
export interface Plan {
  readonly sort: string;
  readonly descending: boolean;
  readonly after: Position | undefined;
  readonly bounds: ReadonlyMap<string, Bound>;
}

/** One kind of record of the API: its fields, how it is found and how it is written. */
export interface Entity<Row> {
  readonly name: string;
  readonly idField: string;
  /** Scopes (without `employee:`) of which any one opens it. */
  readonly scopes: readonly string[];
  readonly fields: Readonly<Record<string, Field<Row>>>;
  readonly sortable: readonly string[];
  /** Loadable relations, `one` or `many` records each. */
  readonly relations: Readonly<Record<string, 'one' | 'many'>>;
  /** Rows of a relation that a dot filter such as `SaleLines.itemID` looks at. */
  readonly nested: Readonly<Record<string, Nested<Row>>>;
  /** One record still comes as an array; everywhere else it stands alone. */
  readonly loneInArray?: boolean;
  id(row: Row): number;
  /** Archived rows are hidden unless asked for. */
  archived(row: Row): boolean;
  /** Every row that can match the plan, in its order, from its position on. */
  rows(ledger: Ledger, plan: Plan): Iterable<Row>;
  find(ledger: Ledger, id: number): Row | undefined;
  json(row: Row, relations: ReadonlySet<string>, ledger: Ledger): string;
}

export type Nested<Row> = (row: Row, field: string) => readonly (number | string | undefined)[] | undefined;

export function compare(a: Position, b: Position): number {
  if (a.value !== b.value) {
    if (a.value === undefined) return -1;
    if (b.value === undefined) return 1;
    return a.value < b.value ? -1 : 1;
  }
  return a.id - b.id;
}

export function positionOf<Row>(entity: Entity<Row>, sort: string, row: Row): Position {
  const id = entity.id(row);
  return sort === entity.idField ? { value: id, id } : { value: entity.fields[sort]?.of(row), id };
}

/** Rows of a small table in the plan's order. */
export function sorted<Row>(entity: Entity<Row>, rows: Iterable<Row>, plan: Plan): Row[] {
  const keyed = [...rows].map((row) => ({ row, at: positionOf(entity, plan.sort, row) }));
  keyed.sort((a, b) => (plan.descending ? compare(b.at, a.at) : compare(a.at, b.at)));
  return keyed.map(({ row }) => row);
}

/** Merges two lists that are each in the plan's order. */
export function* merged<Row>(
  entity: Entity<Row>,
  first: Iterable<Row>,
  second: readonly Row[],
  plan: Plan,
): Iterable<Row> {
  let at = 0;
  for (const row of first) {
    for (; at < second.length; at += 1) {
      const other = second[at];
      if (other === undefined) break;
      const order = compare(positionOf(entity, plan.sort, other), positionOf(entity, plan.sort, row));
      if (plan.descending ? order < 0 : order > 0) break;
      yield other;
    }
    yield row;
  }
  for (; at < second.length; at += 1) {
    const other = second[at];
    if (other !== undefined) yield other;
  }
}
