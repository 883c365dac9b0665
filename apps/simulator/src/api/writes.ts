import type { ShopFacts } from '../till/facts.js';
import type { Ledger } from '../till/ledger.js';
import { badRequest, failure, notFound } from '../wire/failures.js';
import { writeHours } from './hours-writes.js';
import { shopJson } from './tables-json.js';

export interface WriteRequest {
  readonly method: string;
  readonly entity: string;
  readonly id: number | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The few writes that the simulator takes: hours in full, and a shop's name. */
export function write(ledger: Ledger, request: WriteRequest): string {
  const { method, entity, id, body } = request;
  if (entity === 'EmployeeHours' && ['POST', 'PUT', 'DELETE'].includes(method))
    return writeHours(ledger, method, id, body);
  if (entity === 'Shop' && method === 'PUT' && id !== undefined) return renameShop(ledger, id, body['name']);
  throw failure(405, `ASSUMED WORDING: this simulator does not take ${method} for ${entity}.`);
}

function renameShop(ledger: Ledger, id: number, name: unknown): string {
  const shop = ledger.shops.get(id);
  if (shop === undefined) throw notFound('Shop', id);
  if (typeof name !== 'string' || name === '') throw badRequest('name cannot be blank.');
  const renamed: ShopFacts = { ...shop, name, timeStamp: ledger.now() };
  ledger.shops.set(id, renamed);
  return `{"@attributes":{"count":"1"},"Shop":${shopJson(renamed, new Set(), [])}}`;
}
