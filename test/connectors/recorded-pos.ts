import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Row = Readonly<Record<string, unknown>>;

/** Lists by entity, such as `Sale`; rows as the API writes them. */
export type Recorded = Readonly<Record<string, readonly Row[]>>;

export interface RecordedPos {
  readonly origin: string;
  /** Path and query of every request, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

const ACCOUNT = '990001';
const NO_FILTERS = new Set(['limit', 'sort', 'after', 'load_relations', 'archived']);

/** Serves recorded rows as the V3 API would: filtered, sorted by a number, cut into pages, one row as an object. */
export async function startRecordedPos(recorded: Recorded): Promise<RecordedPos> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? ''}`);
    asked.push(url.pathname + url.search);
    const body = request.headers.authorization === undefined ? null : answerTo(url, recorded);
    response.writeHead(body === null ? 401 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'access_denied' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo(url: URL, recorded: Recorded): unknown {
  if (url.pathname === '/API/V3/Account.json')
    return { '@attributes': { count: '1' }, Account: { accountID: ACCOUNT } };
  if (url.pathname === `/API/V3/Account/${ACCOUNT}.json`) return { defaultCurrency: { code: 'USD' } };
  const entity = /\/Account\/990001\/(\w+)\.json$/.exec(url.pathname)?.[1] ?? '';
  return pageOf(url, entity, recorded[entity] ?? []);
}

function pageOf(url: URL, entity: string, rows: readonly Row[]): unknown {
  const query = url.searchParams;
  const sort = query.get('sort') ?? 'saleID';
  const after = Number(query.get('after') ?? '0');
  const limit = Number(query.get('limit') ?? '100');
  const left = rows
    .filter((row) => [...query].every(([field, filter]) => NO_FILTERS.has(field) || matches(row[field], filter)))
    .toSorted((one, other) => Number(one[sort]) - Number(other[sort]))
    .filter((row) => Number(row[sort]) > after);
  const page = left.slice(0, limit).map((row) => withRelations(row, query.get('load_relations')));
  const next = new URL(url);
  next.searchParams.set('after', String(page.at(-1)?.[sort]));
  const attributes = { next: left.length > limit ? next.href : '', previous: '' };
  if (page.length === 0) return { '@attributes': attributes };
  return { '@attributes': attributes, [entity]: page.length === 1 ? page[0] : page };
}

/** `=value` or `><,a,b`, the only filters that reading needs; a field that a row lacks matches nothing. */
function matches(value: unknown, filter: string): boolean {
  if (typeof value !== 'string') return false;
  const [operator, low = '', high = ''] = filter.split(',');
  if (operator !== '><') return value === filter;
  return Date.parse(value) >= Date.parse(low) && Date.parse(value) <= Date.parse(high);
}

function withRelations(row: Row, loaded: string | null): Row {
  const relations = JSON.parse(loaded ?? '[]') as readonly string[];
  const hidden = ['SaleLines', 'SalePayments'].filter((relation) => !relations.includes(relation));
  return Object.fromEntries(Object.entries(row).filter(([key]) => !hidden.includes(key)));
}
