import { CauseError, type CallContext, type PosRequest } from '@tillbridge/plugin-kit';
import { classify, quote } from './failure.js';
import { isRow, rowsOf, type Row } from './decode.js';
import { nextRequest, type Account, type Entity } from './requests.js';

export type Context = CallContext<Readonly<Record<string, unknown>>>;

export interface Page {
  readonly rows: readonly unknown[];
  readonly last: boolean;
}

/** What is needed to read one list. */
export interface PageSource {
  readonly account: Account;
  readonly entity: Entity;
  readonly first: PosRequest;
}

/** More than any slice can hold: a day of a million sales. */
const MOST_PAGES = 10_000;
/** How often a page is asked for in all whose answer is no JSON: cut off, or a page for people. */
const ATTEMPTS = 3;

/**
 * Follows `@attributes.next` to its end. The next page is asked for while this one is used: one page ahead and never
 * more, so memory stays flat. A reader that stops early leaves at most that one answer unread.
 */
export async function* readPages(context: Context, source: PageSource): AsyncGenerator<Page, void, undefined> {
  const seen = new Set<string>([source.first.url]);
  let request: PosRequest | null = source.first;
  let coming = ahead(askForRow(context, request));
  while (request !== null) {
    const body = await coming;
    const rows = rowsOf(body, source.entity);
    const url = nextUrl(body, rows.length, source);
    if (url !== null) rememberUrl(seen, url);
    request = url === null ? null : nextRequest(url, source.first);
    if (request !== null) {
      context.signal.throwIfAborted();
      coming = ahead(askForRow(context, request));
    }
    yield { rows, last: request === null };
  }
}

/** The answer as a JSON object; an answer that is none is asked for again before it counts as an outage. */
export async function askForRow(context: Context, request: PosRequest): Promise<Row> {
  for (let attempt = 1; ; attempt++) {
    context.signal.throwIfAborted();
    const response = await context.request(request);
    const body = parsedRow(response.text);
    if (body === null) {
      if (attempt < ATTEMPTS) continue;
      throw new CauseError({
        code: 'upstream.unavailable',
        message: `Lightspeed's answer (${String(response.status)}) is not JSON, ${sayUnreadable(response.text)}`,
      });
    }
    const status = statusWithin(body);
    if (status !== null) throw new CauseError(classify({ ...response, status }, request));
    return body;
  }
}

/** Quotes a page for people. Of records that were cut off nothing is quoted, for they may name customers (I6). */
function sayUnreadable(text: string): string {
  return /^\s*["{[]/.test(text) ? 'it breaks off' : `it begins: ${quote(text, 80)}`;
}

/** An error object under a status of 200, as some gateways send it. */
function statusWithin(body: Row): number | null {
  const status = Number(body['httpCode']);
  if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  return body['error'] === 'access_denied' ? 401 : null;
}

function parsedRow(text: string): Row | null {
  try {
    const body: unknown = JSON.parse(text);
    return isRow(body) ? body : null;
  } catch {
    return null;
  }
}

/**
 * A failure is thrown to whoever reaches this page. Until then, and if nobody does, it must not count as an unhandled
 * rejection.
 */
function ahead(answer: Promise<Row>): Promise<Row> {
  answer.catch(() => undefined);
  return answer;
}

function nextUrl(body: Row, rows: number, source: PageSource): string | null {
  const attributes = body['@attributes'];
  if (!isRow(attributes)) return null;
  const next = attributes['next'];
  if (next === undefined && Number(attributes['count'] ?? 0) > rows) {
    throw new CauseError({
      code: 'upstream.malformed',
      message: 'Lightspeed answers in the paging of its older API, of which only the first page could be read',
      remedy: 'Set apiUrl of the connection to the V3 API, such as https://api.lightspeedapp.com/API/V3.',
    });
  }
  if (typeof next !== 'string' || next === '') return null;
  refuseForeign(next, source.account);
  return next;
}

/** The token goes with every request: a link that leaves the account's own part of the API is never followed. */
function refuseForeign(next: string, account: Account): void {
  const base = new URL(account.settings.apiUrl);
  const link = URL.canParse(next) ? new URL(next) : null;
  const prefix = `${base.pathname.replace(/\/+$/, '')}/Account/${account.id}/`;
  const own =
    link !== null &&
    link.origin === base.origin &&
    link.username === '' &&
    link.password === '' &&
    link.pathname.startsWith(prefix);
  if (own) return;
  throw new CauseError({
    code: 'link.foreign',
    message: `Lightspeed's link to the next page leads to ${link === null ? 'no address' : link.origin + link.pathname} instead of ${base.origin}${prefix}`,
    remedy: 'Check apiUrl of the connection, and whether a proxy rewrites answers. The token was not sent there.',
  });
}

function rememberUrl(seen: Set<string>, url: string): void {
  if (seen.has(url)) throw malformed('cursor loop: the link to the next page leads to a page already read');
  if (seen.size >= MOST_PAGES) throw malformed(`the list does not end after ${String(MOST_PAGES)} pages`);
  seen.add(url);
}

function malformed(message: string): CauseError {
  return new CauseError({ code: 'upstream.malformed', message: `Lightspeed's paging is broken: ${message}` });
}
