import type { Entity } from './entity.js';
import type { Query } from './query.js';

/**
 * Drips of a read: 1, and for each loaded relation 0.1 (to one) or 0.2 (to many) on a single record, twice that on a list or below a
 * relation to many. A count costs 10; operands of `or` on different fields 1 each.
 */
export function costOfRead<Row>(entity: Entity<Row>, relations: ReadonlySet<string>, isList: boolean): number {
  let tenths = 10;
  for (const name of relations) {
    const below = name.includes('.') && entity.relations[name.split('.')[0] ?? ''] === 'many';
    tenths += (entity.relations[name] === 'many' ? 2 : 1) * (isList || below ? 2 : 1);
  }
  return tenths / 10;
}

export function costOfQuery<Row>(entity: Entity<Row>, query: Query<Row>): number {
  if (query.counting) return 10;
  const fields = new Set(query.anyOf.map((filter) => filter.field));
  const operands = fields.size > 1 ? query.anyOf.length : 0;
  return costOfRead(entity, query.relations, true) + operands;
}
