import { toScaled } from '../wire/decimal.js';
import { badRequest } from '../wire/failures.js';
import { readInstant } from '../wire/text.js';
import type { Bound, Entity, Field } from './entity.js';

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '><' | '~' | '!~' | 'IN';

type Scalar = number | string;

export interface Filter<Row> {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly Scalar[];
  test(row: Row): boolean;
}

const operators: readonly Operator[] = ['><', '>=', '<=', '!=', '!~', '=', '>', '<', '~', 'IN'];
const IN_LIMIT = 100;

/** Reads `field=value` or `field=op,value` for an entity; a field it does not have, or a value of the wrong form, is a 400. */
export function readFilter<Row>(entity: Entity<Row>, name: string, text: string): Filter<Row> {
  const [relation, inner] = name.split('.', 2);
  if (inner !== undefined && relation !== undefined) return nestedFilter(entity, relation, inner, text);
  const field = entity.fields[name];
  if (field === undefined) throw badRequest(`ASSUMED WORDING: ${entity.name} has no field '${name}' to filter on.`);
  const { operator, values } = readTerm(field.kind, name, text);
  const matches = matcher(operator, values);
  return { field: name, operator, values, test: (row) => matches(field.of(row)) };
}

function nestedFilter<Row>(entity: Entity<Row>, relation: string, inner: string, text: string): Filter<Row> {
  const nested = entity.nested[relation];
  const kind: Field<Row>['kind'] = inner.endsWith('ID') ? 'id' : 'text';
  const name = `${relation}.${inner}`;
  if (nested === undefined)
    throw badRequest(`ASSUMED WORDING: ${entity.name} has no relation '${relation}' to filter on.`);
  const { operator, values } = readTerm(kind, name, text);
  const matches = matcher(operator, values);
  return { field: name, operator, values, test: (row) => (nested(row, inner) ?? []).some((value) => matches(value)) };
}

function readTerm(kind: Field<unknown>['kind'], name: string, text: string): { operator: Operator; values: Scalar[] } {
  const operator = operators.find((candidate) => text.startsWith(candidate + ',')) ?? '=';
  const rest = text.startsWith(operator + ',') ? text.slice(operator.length + 1) : text;
  const parts = operator === 'IN' ? readList(rest) : operator === '><' ? rest.split(',') : [rest];
  if (operator === '><' && parts.length !== 2)
    throw badRequest(`ASSUMED WORDING: '${name}' needs two values after '><'.`);
  if (parts.length > IN_LIMIT) throw badRequest(`ASSUMED WORDING: at most ${IN_LIMIT} values in 'IN'.`);
  const isPattern = operator === '~' || operator === '!~';
  return { operator, values: parts.map((part) => (isPattern ? part : readScalar(kind, name, part.trim()))) };
}

function readList(text: string): string[] {
  const inside = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (inside.trim() === '') return [];
  return inside.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
}

function readScalar(kind: Field<unknown>['kind'], name: string, text: string): Scalar {
  const value =
    kind === 'text'
      ? text
      : kind === 'date'
        ? readInstant(text)
        : kind === 'bool'
          ? readBoolean(text)
          : kind === 'id'
            ? /^\d{1,15}$/.test(text)
              ? Number(text)
              : undefined
            : toScaled(text, 7);
  if (value === undefined) throw badRequest(`ASSUMED WORDING: '${text}' is no valid value for '${name}'.`);
  return value;
}

function readBoolean(text: string): number | undefined {
  if (text === 'true' || text === '1') return 1;
  return text === 'false' || text === '0' ? 0 : undefined;
}

function matcher(operator: Operator, values: readonly Scalar[]): (value: Scalar | undefined) => boolean {
  const first = values[0] ?? '';
  const second = values[1] ?? '';
  switch (operator) {
    case '=':
      return (value) => value === first;
    case '!=':
      return (value) => value !== first;
    case '>':
      return (value) => value !== undefined && value > first;
    case '>=':
      return (value) => value !== undefined && value >= first;
    case '<':
      return (value) => value !== undefined && value < first;
    case '<=':
      return (value) => value !== undefined && value <= first;
    case '><':
      return (value) => value !== undefined && value >= first && value <= second;
    case 'IN': {
      const wanted = new Set(values);
      return (value) => value !== undefined && wanted.has(value);
    }
    case '~':
    case '!~': {
      const pattern = like(String(first));
      return (value) => (value !== undefined && pattern.test(String(value))) === (operator === '~');
    }
  }
}

function like(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*');
  return new RegExp(`^${escaped}$`, 'is');
}

/** What the filters say about a field's least and greatest value, so that a range can be found instead of scanned for. */
export function boundsOf(filters: readonly Filter<never>[]): Map<string, Bound> {
  const bounds = new Map<string, Bound>();
  for (const { field, operator, values } of filters) {
    const narrowed = narrow(bounds.get(field) ?? {}, operator, values);
    if (narrowed !== undefined) bounds.set(field, narrowed);
  }
  return bounds;
}

function narrow(bound: Bound, operator: Operator, values: readonly Scalar[]): Bound | undefined {
  const [first, second] = values;
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length !== values.length) return undefined;
  const atLeast = (value: Scalar | undefined) => Math.max(bound.min ?? -Infinity, Number(value));
  const atMost = (value: Scalar | undefined) => Math.min(bound.max ?? Infinity, Number(value));
  switch (operator) {
    case '=':
    case 'IN':
      return { ...bound, values: bound.values?.filter((value) => numbers.includes(value)) ?? numbers };
    case '>':
    case '>=':
      return { ...bound, min: atLeast(first) };
    case '<':
    case '<=':
      return { ...bound, max: atMost(first) };
    case '><':
      return { ...bound, min: atLeast(first), max: atMost(second) };
    default:
      return undefined;
  }
}
