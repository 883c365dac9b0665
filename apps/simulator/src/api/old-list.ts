import type { Ledger } from '../till/ledger.js';
import { badRequest } from '../wire/failures.js';
import { sorted } from './entity.js';
import type { Entity } from './entity.js';
import { recordsPart, take } from './list.js';
import { readQuery } from './query.js';

/** A list as versions 1 and 2 of the API gave it: `offset`, `limit`, `orderby`, and a count that is always there. */
export function oldListBody<Row>(entity: Entity<Row>, parameters: URLSearchParams, ledger: Ledger): string {
  const rest = new URLSearchParams(
    [...parameters].filter(([name]) => !['offset', 'orderby', 'orderby_desc', 'count'].includes(name)),
  );
  const query = readQuery(entity, rest);
  const all = take(entity, query, ledger, { from: undefined, descending: query.descending, limit: Infinity });
  const orderBy = parameters.get('orderby');
  if (orderBy !== null && entity.fields[orderBy] === undefined)
    throw badRequest(`ASSUMED WORDING: cannot order by '${orderBy}'.`);
  const plan = {
    sort: orderBy ?? query.sort,
    descending: parameters.get('orderby_desc') === '1',
    after: undefined,
    bounds: new Map(),
  };
  const ordered = orderBy === null ? all : sorted(entity, all, plan);
  const asked = parameters.get('offset') ?? '0';
  const offset = /^\d{1,12}$/.test(asked) ? Number(asked) : 0;
  const head = `{"@attributes":{"count":"${all.length}","offset":"${offset}","limit":"${query.limit}"}`;
  return head + recordsPart(entity, ordered.slice(offset, offset + query.limit), query.relations, ledger) + '}';
}
