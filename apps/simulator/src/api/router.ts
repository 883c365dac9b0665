import type { AccessToken } from '../oauth/grants.js';
import type { Ledger } from '../till/ledger.js';
import { badRequest, failure, forbidden, notFound } from '../wire/failures.js';
import { costOfQuery, costOfRead } from './cost.js';
import type { Entity } from './entity.js';
import { listBody } from './list.js';
import { oldListBody } from './old-list.js';
import { readQuery, readRelations } from './query.js';
import { saleEntity } from './sale.js';
import { lineEntity, paymentEntity } from './sale-parts.js';
import { isAllowed, sessionJson } from './session.js';
import * as tables from './tables.js';
import { accountJson, accountListJson } from './tables-json.js';
import { write } from './writes.js';

export interface ApiRequest {
  readonly method: string;
  /** Path below the host, without the query. */
  readonly path: string;
  readonly parameters: URLSearchParams;
  /** Scheme and host that `next` links start with. */
  readonly origin: string;
  readonly body: Buffer;
  readonly token: AccessToken;
  readonly clientNumber: number;
  /** Charges the request's cost; throws when a rate limit is passed. */
  charge(cost: number): void;
}

type Route = (ledger: Ledger, request: ApiRequest, id: string | undefined) => string;

const routes: ReadonlyMap<string, Route> = new Map([
  serve(saleEntity),
  serve(lineEntity),
  serve(paymentEntity),
  serve(tables.shopEntity),
  serve(tables.registerEntity),
  serve(tables.employeeEntity),
  serve(tables.itemEntity),
  serve(tables.categoryEntity),
  serve(tables.paymentTypeEntity),
  serve(tables.voidEntity),
  serve(tables.hoursEntity),
]);

const path = /^\/API\/(?:V3\/)?(?:(Session)|Account(?:\/(\d+))?(?:\/([A-Za-z]+)(?:\/([^/]+?))?)?)(?:\.json)?$/;

/** Answers an authenticated API request with a JSON body, or throws the failure. */
export function answerApi(ledger: Ledger, request: ApiRequest): string {
  const match = path.exec(request.path);
  if (match === null) throw failure(404, 'ASSUMED WORDING: no such endpoint.');
  const [, session, account, name, id] = match;
  if (session !== undefined) {
    request.charge(1);
    return sessionJson(ledger, request.token.grant, request.clientNumber);
  }
  if (account === undefined) {
    request.charge(1);
    return accountListJson(ledger.scenario.account);
  }
  if (Number(account) !== ledger.scenario.account.id) throw forbidden();
  if (name === undefined) {
    request.charge(1);
    const employees = [...ledger.employees.values()].filter((employee) => !employee.archived);
    return accountJson(ledger.scenario.account, employees.length);
  }
  const route = routes.get(name);
  if (route === undefined) throw failure(404, `ASSUMED WORDING: no such endpoint: ${name}.`);
  return route(ledger, request, id);
}

function serve<Row>(entity: Entity<Row>): readonly [string, Route] {
  return [entity.name, (ledger, request, id) => answerEntity(entity, ledger, request, id)];
}

function answerEntity<Row>(entity: Entity<Row>, ledger: Ledger, request: ApiRequest, id: string | undefined): string {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answerWrite(entity, ledger, request, id);
  if (id !== undefined) {
    const relations = readRelations(entity, request.parameters.get('load_relations'));
    request.charge(costOfRead(entity, relations, false));
    if (!isAllowed(ledger, request.token.grant, entity.scopes)) throw forbidden();
    const row = /^\d+$/.test(id) ? entity.find(ledger, Number(id)) : undefined;
    if (row === undefined) throw notFound(entity.name, id);
    return `{"@attributes":{"count":"1"},"${entity.name}":${entity.json(row, relations, ledger)}}`;
  }
  if (!isAllowed(ledger, request.token.grant, entity.scopes)) {
    request.charge(1);
    throw forbidden();
  }
  if (!request.path.startsWith('/API/V3/')) {
    request.charge(1);
    return oldListBody(entity, request.parameters, ledger);
  }
  const query = readQuery(entity, request.parameters);
  request.charge(costOfQuery(entity, query));
  return listBody(entity, query, ledger, request.origin + request.path);
}

function answerWrite<Row>(entity: Entity<Row>, ledger: Ledger, request: ApiRequest, id: string | undefined): string {
  request.charge(1);
  if (!isAllowed(ledger, request.token.grant, entity.scopes)) throw forbidden();
  const target = id === undefined ? undefined : Number(id);
  return write(ledger, { method: request.method, entity: entity.name, id: target, body: readBody(request.body) });
}

function readBody(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // falls through to the refusal
  }
  throw badRequest('ASSUMED WORDING: the body is no JSON object.');
}
