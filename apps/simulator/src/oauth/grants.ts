import type { Clock } from '../clock.js';
import type { Ledger } from '../till/ledger.js';
import { denied, deniedLegacy } from '../wire/failures.js';
import { challengeOf, freshHex, freshToken, signJwt } from './secrets.js';
import { invalidGrant, invalidRefresh, missingField, invalidRequest, tooManyRefreshes } from './failures.js';

/** What one employee allowed one application: the connection. All its tokens live and die with it. */
export interface Grant {
  readonly client: string;
  readonly employee: number;
  readonly account: number;
  scopes: Set<string>;
  revoked: boolean;
  /** Simulated seconds of the latest refreshes, for the limit of five a minute. */
  refreshes: number[];
}

export interface AccessToken {
  readonly grant: Grant;
  readonly legacy: boolean;
  readonly expires: number;
  revoked: boolean;
  used: boolean;
  /** The refresh token that came with it, and the one it was bought with. */
  readonly refresh: RefreshToken | undefined;
  readonly boughtWith: RefreshToken | undefined;
}

export interface RefreshToken {
  readonly text: string;
  readonly grant: Grant;
  readonly expires: number;
  readonly legacy: boolean;
  revoked: boolean;
}

interface Code {
  readonly grant: Grant;
  readonly expires: number;
  readonly challenge: { readonly text: string; readonly method: string } | undefined;
  readonly redirectUri: string | undefined;
  used: boolean;
}

export interface CodeRequest {
  readonly client: string;
  readonly scopes: readonly string[];
  readonly challenge: { readonly text: string; readonly method: string } | undefined;
  readonly redirectUri: string | undefined;
}

export interface TokenPair {
  readonly access: string;
  readonly refresh: string | undefined;
  readonly expiresIn: number;
  readonly grant: Grant;
}

export interface CodeAnswer {
  readonly client: string;
  readonly code: string;
  readonly verifier: string | undefined;
  readonly redirectUri: string | undefined;
  readonly legacy: boolean;
}

export interface Grants {
  /** Seconds that a new access token lives; a control may change it. */
  lifetime: number;
  issueCode(request: CodeRequest): string;
  redeemCode(answer: CodeAnswer): TokenPair;
  refresh(client: string, text: string, legacy: boolean): TokenPair;
  /** A first refresh token without a browser, as an operator would paste it. */
  issueRefreshToken(client: string, scopes: readonly string[]): string;
  /** Checks a Bearer token of an API request; its first use settles the rotation. */
  admit(text: string): AccessToken;
  revokeByRefresh(client: string, text: string): boolean;
  all(): readonly Grant[];
  expireAccess(): void;
}

const CODE_SECONDS = 60;
const IDLE_SECONDS = 30 * 86400;
const REFRESHES_A_MINUTE = 5;

/** Every grant, token and code that was ever given out, by its text. */
interface Book {
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly codes: Map<string, Code>;
  readonly access: Map<string, AccessToken>;
  readonly refreshes: Map<string, RefreshToken>;
  readonly grants: Grant[];
}

export function createGrants(clock: Clock, ledger: Ledger, lifetime: number): Grants {
  const book: Book = { clock, ledger, codes: new Map(), access: new Map(), refreshes: new Map(), grants: [] };
  const { codes, access, refreshes } = book;
  const self: Grants = {
    lifetime,
    issueCode: ({ client, scopes, challenge, redirectUri }) => {
      const text = freshToken();
      const grant = openGrant(book, client, scopes);
      codes.set(text, { grant, expires: clock.unhurriedSeconds() + CODE_SECONDS, challenge, redirectUri, used: false });
      return text;
    },
    redeemCode: (answer) => issuePair(book, redeem(book, answer), { lifetime: self.lifetime, legacy: answer.legacy }),
    refresh: (client, text, legacy) => {
      const token = checkRefresh(book, client, text);
      return issuePair(book, token.grant, { lifetime: self.lifetime, legacy, boughtWith: token });
    },
    issueRefreshToken: (client, scopes) => issueRefresh(book, openGrant(book, client, scopes), false).text,
    admit: (text) => admit(book, text),
    revokeByRefresh: (client, text) => {
      const token = refreshes.get(text);
      if (token === undefined || token.grant.client !== client) return false;
      token.grant.revoked = true;
      return true;
    },
    all: () => book.grants,
    expireAccess: () => {
      for (const [text, token] of access) access.set(text, { ...token, expires: 0 });
    },
  };
  return self;
}

function openGrant(book: Book, client: string, scopes: readonly string[]): Grant {
  const { authorisingEmployee: employee, account } = book.ledger.scenario;
  const grant = { client, employee, account: account.id, scopes: new Set(scopes), revoked: false, refreshes: [] };
  book.grants.push(grant);
  return grant;
}

/** Locked or archived, the employee takes every token they granted with them. */
function isDead(book: Book, grant: Grant): boolean {
  const employee = book.ledger.employees.get(grant.employee);
  return grant.revoked || employee === undefined || employee.lockOut || employee.archived;
}

function issueRefresh(book: Book, grant: Grant, legacy: boolean): RefreshToken {
  const text = legacy ? freshHex(20) : freshToken();
  const token = { text, grant, legacy, expires: book.clock.unhurriedSeconds() + IDLE_SECONDS, revoked: false };
  book.refreshes.set(text, token);
  return token;
}

interface Issue {
  readonly lifetime: number;
  readonly legacy: boolean;
  readonly boughtWith?: RefreshToken;
}

function issuePair(book: Book, grant: Grant, { lifetime, legacy, boughtWith }: Issue): TokenPair {
  const issued = book.clock.unhurriedSeconds() * 1000;
  const expires = issued + lifetime * 1000;
  const scope = [...grant.scopes].join(' ');
  const claims = { aud: grant.client, sub: `${grant.employee}`, acct: `${grant.account}`, scope, issued, expires };
  const text = legacy ? freshHex(20) : signJwt(claims);
  const refresh = legacy && boughtWith !== undefined ? undefined : issueRefresh(book, grant, legacy);
  book.access.set(text, { grant, legacy, expires: expires / 1000, revoked: false, used: false, refresh, boughtWith });
  return { access: text, refresh: refresh?.text, expiresIn: lifetime, grant };
}

function redeem(book: Book, answer: CodeAnswer): Grant {
  const code = book.codes.get(answer.code);
  if (code === undefined) throw invalidGrant('Cannot decrypt the authorization code');
  if (book.clock.unhurriedSeconds() >= code.expires) throw invalidGrant('Authorization code has expired');
  if (code.used) throw invalidGrant('Authorization code has been revoked');
  if (code.grant.client !== answer.client) throw invalidGrant('Authorization code was not issued to this client');
  if (code.redirectUri !== undefined && answer.redirectUri === undefined) throw missingField('redirect_uri');
  if (code.redirectUri !== undefined && answer.redirectUri !== code.redirectUri)
    throw invalidRequest('Invalid redirect URI');
  checkVerifier(code.challenge, answer.verifier);
  if (isDead(book, code.grant)) throw invalidGrant('Authorization code has been revoked');
  code.used = true;
  return code.grant;
}

function checkRefresh(book: Book, client: string, text: string): RefreshToken {
  const token = book.refreshes.get(text);
  if (token === undefined) throw invalidRefresh('Cannot decrypt the refresh token');
  if (token.grant.client !== client) throw invalidRefresh('Token is not linked to client');
  countRefresh(token.grant, book.clock.unhurriedSeconds());
  if (book.clock.unhurriedSeconds() >= token.expires) throw invalidRefresh('Token has expired');
  if (token.revoked || isDead(book, token.grant)) throw invalidRefresh('Token has been revoked');
  return token;
}

function countRefresh(grant: Grant, now: number): void {
  grant.refreshes = grant.refreshes.filter((at) => at > now - 60 && at <= now);
  const oldest = grant.refreshes[0];
  if (oldest !== undefined && grant.refreshes.length >= REFRESHES_A_MINUTE) {
    throw tooManyRefreshes(Math.max(1, oldest + 60 - now));
  }
  grant.refreshes.push(now);
}

function admit(book: Book, text: string): AccessToken {
  const token = book.access.get(text);
  if (token === undefined)
    throw /^[0-9a-f]{40}$/.test(text) ? deniedLegacy() : denied('Access token could not be verified');
  const expired = book.clock.unhurriedSeconds() >= token.expires;
  const revoked = token.revoked || isDead(book, token.grant);
  if (token.legacy && (expired || revoked)) throw deniedLegacy();
  if (expired) throw denied('Access token could not be verified');
  if (revoked) throw denied('Access token has been revoked');
  if (!token.used) settle(book, token);
  return token;
}

/**
 * Rotation is deferred: only the first request with a new access token ends the refresh token it was bought with. Older access
 * tokens, and pairs that were bought with the same refresh token and never arrived, end with it (the latter is assumed).
 */
function settle(book: Book, token: AccessToken): void {
  token.used = true;
  const { boughtWith, grant } = token;
  if (boughtWith === undefined || token.legacy) return;
  boughtWith.revoked = true;
  let isLater = false;
  for (const other of book.access.values()) {
    if (other === token) isLater = true;
    if (other === token || other.grant !== grant) continue;
    // Tokens are kept in the order of issue: a later one, unless bought with the same refresh token, is this one's heir and lives.
    if (isLater && other.boughtWith !== boughtWith) continue;
    other.revoked = true;
    if (other.boughtWith !== undefined) other.boughtWith.revoked = true;
    if (other.refresh !== undefined) other.refresh.revoked = true;
  }
}

function checkVerifier(challenge: Code['challenge'], verifier: string | undefined): void {
  if (challenge === undefined) return;
  if (verifier === undefined) throw missingField('code_verifier');
  const isWellFormed = /^[A-Za-z0-9-._~]{43,128}$/.test(verifier);
  if (!isWellFormed || challengeOf(verifier, challenge.method) !== challenge.text)
    throw invalidGrant('Failed to verify `code_verifier`.');
}
