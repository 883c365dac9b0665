import { problemError, problemOf, TillbridgeError, type Problem } from '@tillbridge/domain';
import type { OAuth2Description } from '@tillbridge/plugin-kit';

import { OAUTH_PROBLEMS } from '../problems.js';

/** The query of a redirected address: as a browser wrote it, or as a web framework parsed it. */
export type CallbackQuery = URLSearchParams | Readonly<Record<string, unknown>>;

/** What came back, checked: every part is there once at most, printable, and not too long. */
export type Callback =
  | { readonly kind: 'code'; readonly code: string; readonly state: string }
  | { readonly kind: 'refused'; readonly error: string; readonly description: string; readonly state: string };

/** Longest part that is taken, in characters; real codes have a few hundred. */
const LIMITS = { code: 4096, state: 256, iss: 1024, error: 128, error_description: 4096 } as const;

type Name = keyof typeof LIMITS;

/**
 * Checks a callback before passport sees it. Passport would take an array for a code, would believe an error before it
 * looked at the state, and knows no `iss` (RFC 9207).
 *
 * @throws TillbridgeError `oauth.callback_*`, `oauth.state_missing`, `oauth.issuer_mismatch`
 */
export function readCallback(
  query: CallbackQuery,
  { authorizeUrl }: Pick<OAuth2Description, 'authorizeUrl'>,
): Callback {
  const { code, error, description, issuer, state } = partsOf(query);
  checkIssuer(issuer, authorizeUrl);
  if (state === null) throw problemError(OAUTH_PROBLEMS, 'oauth.state_missing');
  if (code !== null) return { kind: 'code', code, state };
  return { kind: 'refused', error: error ?? '', description: printable(description), state };
}

/**
 * The state of a callback whose request is not known yet, so that the issuer cannot be compared.
 *
 * @throws TillbridgeError as `readCallback`, but for the issuer
 */
export function stateOf(query: CallbackQuery): string {
  const { state } = partsOf(query);
  if (state === null) throw problemError(OAUTH_PROBLEMS, 'oauth.state_missing');
  return state;
}

function partsOf(query: CallbackQuery) {
  const [code, error] = [partOf(query, 'code'), partOf(query, 'error')];
  const description = partOf(query, 'error_description') ?? '';
  if (code !== null && error !== null) throw problemError(OAUTH_PROBLEMS, 'oauth.callback_contradictory');
  if (code === null && error === null) throw problemError(OAUTH_PROBLEMS, 'oauth.callback_empty');
  return { code, error, description, issuer: partOf(query, 'iss'), state: partOf(query, 'state') };
}

/**
 * Whether a failure says only that this callback was none of ours, so that the right one may still come: somebody
 * else's page, a second click or a half-copied address must not end what the person began.
 */
export function isStray(error: unknown): boolean {
  if (!(error instanceof TillbridgeError)) return false;
  return /^oauth\.(callback_|state_|issuer_)/.test(error.code);
}

/** Why the POS sent the browser back without a code (RFC 6749, 4.1.2.1), in words for people. */
export function refusalOf(
  { error, description }: Extract<Callback, { kind: 'refused' }>,
  { scopes, redirectUri }: { readonly scopes: readonly string[]; readonly redirectUri: string },
): Problem {
  const said = { error: wordOf(error), description: description === '' ? '-' : description };
  switch (error) {
    case 'access_denied':
      return problemOf(OAUTH_PROBLEMS, 'oauth.access_denied', said);
    case 'invalid_scope':
      return problemOf(OAUTH_PROBLEMS, 'oauth.scope_refused', { ...said, scopes: scopes.join(' ') });
    case 'unauthorized_client':
    case 'invalid_client':
    case 'invalid_request':
    case 'unsupported_response_type':
      return problemOf(OAUTH_PROBLEMS, 'oauth.client_refused', { ...said, redirectUri });
    case 'server_error':
    case 'temporarily_unavailable':
      return problemOf(OAUTH_PROBLEMS, 'oauth.pos_failed', said);
    default:
      return problemOf(OAUTH_PROBLEMS, 'oauth.refused', said);
  }
}

/** null where it is absent or empty. */
function partOf(query: CallbackQuery, name: Name): string | null {
  const text = query instanceof URLSearchParams ? onlyOne(query.getAll(name), name) : query[name];
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string') throw problemError(OAUTH_PROBLEMS, 'oauth.callback_repeated', { name });
  const limit = LIMITS[name];
  if (text.length > limit) throw problemError(OAUTH_PROBLEMS, 'oauth.callback_too_long', { name, limit });
  // RFC 6749, appendix A: code, state and error are printable ASCII.
  const isText = name === 'error_description' || /^[\x20-\x7e]+$/.test(text);
  if (!isText) throw problemError(OAUTH_PROBLEMS, 'oauth.callback_garbled', { name });
  return text;
}

function onlyOne(values: readonly string[], name: Name): string | undefined {
  if (values.length > 1) throw problemError(OAUTH_PROBLEMS, 'oauth.callback_repeated', { name });
  return values[0];
}

/** Connectors state no issuer, so the origin of the page that was opened stands for it. */
function checkIssuer(issuer: string | null, authorizeUrl: string): void {
  if (issuer === null) return;
  const expected = URL.parse(authorizeUrl)?.origin ?? authorizeUrl;
  const named = URL.parse(issuer)?.origin ?? 'something that is no address';
  if (named !== expected) throw problemError(OAUTH_PROBLEMS, 'oauth.issuer_mismatch', { issuer: named, expected });
}

/** One short line without characters that could steer a terminal; a page that shows it escapes it besides. */
function printable(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

function wordOf(error: string): string {
  return /^[\w.-]{1,60}$/.test(error) ? error : '?';
}
