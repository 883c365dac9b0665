import type { PosRequest, Timestamp } from '@tillbridge/plugin-kit';
import type { LightspeedSettings } from './settings.js';

/** One account behind one set of settings: what every URL but the first ones begins with. */
export interface Account {
  readonly settings: LightspeedSettings;
  readonly id: string;
}

/** An interval in whole seconds with both ends included: the API knows no finer and no half-open filter. */
export interface SecondsBetween {
  readonly first: Timestamp;
  readonly last: Timestamp;
}

export type Entity = 'Sale' | 'EmployeeHours' | 'Shop';

const ID_FIELDS: Readonly<Record<Entity, string>> = {
  Sale: 'saleID',
  EmployeeHours: 'employeeHoursID',
  Shop: 'shopID',
};

/** What the rate limits of 2026-03-17 charge for a list: 1, and per relation 0.4 to many, 0.2 to one. */
const COST_OF_LINES = 0.4;
const COST_OF_NOTES = 0.2;

export function sessionRequest(settings: LightspeedSettings): PosRequest {
  return get(`${settings.apiUrl}/Session.json`);
}

export function accountsRequest(settings: LightspeedSettings): PosRequest {
  return get(`${settings.apiUrl}/Account.json`);
}

export function accountRequest(account: Account): PosRequest {
  return get(`${account.settings.apiUrl}/Account/${encodeURIComponent(account.id)}.json`);
}

export function shopsRequest(account: Account): PosRequest {
  return list(account, 'Shop', { archived: 'true', sort: 'shopID', limit: String(account.settings.pageSize) });
}

export function salesRequest(account: Account, between: SecondsBetween, shops: readonly string[]): PosRequest {
  const only = shops.length === 1 ? shops[0] : undefined;
  return list(account, 'Sale', {
    completed: 'true',
    completeTime: betweenFilter(between),
    ...(only === undefined ? {} : { shopID: only }),
    sort: account.settings.sortField,
    limit: String(account.settings.pageSize),
  });
}

export function shiftsRequest(account: Account, between: SecondsBetween): PosRequest {
  return list(account, 'EmployeeHours', {
    checkIn: betweenFilter(between),
    sort: ID_FIELDS.EmployeeHours,
    limit: String(account.settings.pageSize),
  });
}

/** The newest record alone: the cheapest request that needs the very right that reading needs. */
export function newestRequest(account: Account, entity: 'Sale' | 'EmployeeHours'): PosRequest {
  return list(account, entity, {
    ...(entity === 'Sale' ? { completed: 'true' } : {}),
    sort: `-${ID_FIELDS[entity]}`,
    limit: '1',
  });
}

/** At most 100 ids, the API's limit of an IN filter. */
export function byListRequest(account: Account, entity: 'Sale' | 'EmployeeHours', ids: readonly string[]): PosRequest {
  return list(account, entity, {
    [ID_FIELDS[entity]]: `IN,[${ids.join(',')}]`,
    ...(entity === 'Sale' ? { archived: 'true' } : {}),
    limit: '100',
  });
}

export function byIdRequest(account: Account, entity: 'Sale' | 'EmployeeHours', id: string): PosRequest {
  return withRelations(account, entity, `${entity}/${encodeURIComponent(id)}`, {});
}

/** Follows `@attributes.next` as it was given. */
export function nextRequest(url: string, before: PosRequest): PosRequest {
  return { ...before, url };
}

function list(account: Account, entity: Entity, query: Readonly<Record<string, string>>): PosRequest {
  return withRelations(account, entity, entity, query);
}

function withRelations(
  account: Account,
  entity: Entity,
  path: string,
  query: Readonly<Record<string, string>>,
): PosRequest {
  const base = `${account.settings.apiUrl}/Account/${encodeURIComponent(account.id)}/${path}.json`;
  if (entity !== 'Sale') return get(`${base}${queryText(query)}`);
  const notes = account.settings.requestLineNotes;
  const relations = notes ? ['SaleLines', 'SaleLines.Note'] : ['SaleLines'];
  const cost = 1 + COST_OF_LINES + (notes ? COST_OF_NOTES : 0);
  return get(`${base}${queryText({ ...query, load_relations: JSON.stringify(relations) })}`, cost);
}

/** Every operator and comma is encoded; `-00:00` cannot lose a plus sign to a server that decodes it to a space. */
function betweenFilter(between: SecondsBetween): string {
  return `><,${offsetText(between.first)},${offsetText(between.last)}`;
}

function offsetText(timestamp: Timestamp): string {
  return timestamp.replace(/Z$/, '-00:00');
}

function queryText(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The Accept header beats the `.json` in the path, so both are sent. */
function get(url: string, cost = 1): PosRequest {
  return { method: 'GET', url, headers: { accept: 'application/json' }, cost };
}
