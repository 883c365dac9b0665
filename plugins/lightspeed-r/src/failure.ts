import type { Cause, CauseCode, PosRequest, PosResponse } from '@tillbridge/plugin-kit';
import { SALES_SCOPE, SHIFTS_SCOPE } from './authorization.js';
import { retryAtOf } from './rate.js';

/** The words by which Lightspeed marks a 400 that means overload. */
const RETRYABLE = 'Please try again later.';
const LONGEST_QUOTE = 200;

interface Failure {
  readonly code: CauseCode;
  readonly message: string;
  readonly remedy?: string;
  readonly missingScopes?: readonly string[];
}

/** The cause behind an answer of 400 and above. Pure. */
export function classify(response: PosResponse, request: PosRequest): Cause {
  const path = pathOf(request.url);
  const stream = streamOf(path);
  const retryAt = response.status === 429 ? retryAtOf(response) : undefined;
  return {
    $cause: 1,
    ...failureOf(response, path),
    ...(retryAt === undefined ? {} : { retryAt }),
    ...(stream === undefined ? {} : { stream }),
    http: { status: response.status, method: request.method ?? 'GET', path },
  };
}

function failureOf(response: PosResponse, path: string): Failure {
  const said = saidBy(response.text);
  const { status } = response;
  if (status === 401) {
    // Only the token endpoint knows whether the grant is gone: the host refreshes first, whatever the hint says.
    return { code: 'auth.expired', message: `Lightspeed no longer takes the access token: ${said}` };
  }
  if (status === 403) return forbidden(path, said);
  if (status === 404) return notFound(path, said);
  if (status === 429) return { code: 'rate.limited', message: `Lightspeed asks to wait: ${said}` };
  if (status === 410) {
    return {
      code: 'upstream.retired',
      message: `Lightspeed no longer serves ${path}: ${said}`,
      remedy: 'Update Tillbridge: this version of the Lightspeed API is past its end.',
    };
  }
  if (status === 408 || status >= 500 || (status === 400 && said.includes(RETRYABLE))) {
    return { code: 'upstream.unavailable', message: `Lightspeed cannot answer now (${String(status)}): ${said}` };
  }
  return {
    code: 'upstream.malformed',
    message: `Lightspeed refuses the request ${path} (${String(status)}): ${said}`,
    remedy:
      'If the answer names a sort field or a filter, set sortField or lookUpByList of the connection otherwise; ' +
      'else report it with the message above.',
  };
}

function forbidden(path: string, said: string): Failure {
  const stream = streamOf(path);
  const scope = stream === 'shifts' ? SHIFTS_SCOPE : SALES_SCOPE;
  const right = stream === 'shifts' ? 'Settings: Employee Setup' : 'Sales: Register';
  const what = stream === 'shifts' ? 'staff hours' : stream === 'sales' ? 'sales' : 'the account';
  return {
    code: 'permission.missing',
    message: `Lightspeed does not let this connection read ${what}: ${said}`,
    remedy:
      `An owner or admin of the Lightspeed account gives the employee who authorised Tillbridge the right ` +
      `"${right}" (Settings > Employees > Roles). If the right is there, that employee authorises again, so that ` +
      `the scope ${scope} is granted. If accountId is set, check that it is the account of that employee.`,
    missingScopes: [scope],
  };
}

function notFound(path: string, said: string): Failure {
  if (/\/Account\/[^/]+\/[A-Za-z]+\/[^/]+\.json$/.test(path)) {
    return { code: 'upstream.malformed', message: `Lightspeed has no such record: ${said}` };
  }
  return {
    code: 'settings.invalid',
    message: `Lightspeed knows no ${path}: ${said}`,
    remedy: 'Check apiUrl and accountId in the settings of the connection; without accountId it is found by itself.',
  };
}

/** JSON where it parses, whatever the Content-Type says; else the beginning of the text without markup. */
export function saidBy(text: string): string {
  const body = parsed(text);
  const said = body['message'] ?? ([body['error_description'], body['hint']].filter(isText).join(' ') || body['error']);
  return quote(isText(said) ? said : text);
}

/** The beginning of a text, for a message: one line, no markup. */
export function quote(text: string, longest = LONGEST_QUOTE): string {
  const plain = text
    .slice(0, 20 * longest)
    .replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '') return '(an empty answer)';
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url.replace(/[?#].*$/s, '');
}

function streamOf(path: string): 'sales' | 'shifts' | undefined {
  if (/\/Sale(\/[^/]+)?\.json$/.test(path)) return 'sales';
  if (/\/EmployeeHours(\/[^/]+)?\.json$/.test(path)) return 'shifts';
  return undefined;
}
