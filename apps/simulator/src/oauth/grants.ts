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
  look(text: string): AccessToken | undefined;
  revokeByRefresh(client: string, text: string): boolean;
  all(): readonly Grant[];
  expireAccess(): void;
}

const CODE_SECONDS = 60;
const IDLE_SECONDS = 30 * 86400;
const REFRESHES_A_MINUTE = 5;

export function createGrants(clock: Clock, ledger: Ledger, lifetime: number): Grants {
  const codes = new Map<string, Code>();
  const access = new Map<string, AccessToken>();
  const refreshes = new Map<string, RefreshToken>();
  const grants: Grant[] = [];

  function openGrant(client: string, scopes: readonly string[]): Grant {
    const { authorisingEmployee: employee, account } = ledger.scenario;
    const grant = { client, employee, account: account.id, scopes: new Set(scopes), revoked: false, refreshes: [] };
    grants.push(grant);
    return grant;
  }
  function isDead(grant: Grant): boolean {
    const employee = ledger.employees.get(grant.employee);
    return grant.revoked || employee === undefined || employee.lockOut || employee.archived;
  }
  function issueRefresh(grant: Grant, legacy: boolean): RefreshToken {
    const text = legacy ? freshHex(20) : freshToken();
    const token = { text, grant, legacy, expires: clock.seconds() + IDLE_SECONDS, revoked: false };
    refreshes.set(text, token);
    return token;
  }
  function issuePair(grant: Grant, boughtWith: RefreshToken | undefined, legacy: boolean): TokenPair {
    const millis = clock.millis();
    const expiresIn = self.lifetime;
    const expires = millis + expiresIn * 1000;
    const scope = [...grant.scopes].join(' ');
    const claims = {
      aud: grant.client,
      sub: `${grant.employee}`,
      acct: `${grant.account}`,
      scope,
      issued: millis,
      expires,
    };
    const text = legacy ? freshHex(20) : signJwt(claims);
    const refresh = legacy && boughtWith !== undefined ? undefined : issueRefresh(grant, legacy);
    access.set(text, { grant, legacy, expires: expires / 1000, revoked: false, used: false, refresh, boughtWith });
    return { access: text, refresh: refresh?.text, expiresIn, grant };
  }
  function redeemCode(answer: CodeAnswer): TokenPair {
    const code = codes.get(answer.code);
    if (code === undefined) throw invalidGrant('Cannot decrypt the authorization code');
    if (clock.seconds() >= code.expires) throw invalidGrant('Authorization code has expired');
    if (code.used) throw invalidGrant('Authorization code has been revoked');
    if (code.grant.client !== answer.client) throw invalidGrant('Authorization code was not issued to this client');
    if (code.redirectUri !== undefined && answer.redirectUri === undefined) throw missingField('redirect_uri');
    if (code.redirectUri !== undefined && answer.redirectUri !== code.redirectUri)
      throw invalidRequest('Invalid redirect URI');
    checkVerifier(code.challenge, answer.verifier);
    if (isDead(code.grant)) throw invalidGrant('Authorization code has been revoked');
    code.used = true;
    return issuePair(code.grant, undefined, answer.legacy);
  }
  function refresh(client: string, text: string, legacy: boolean): TokenPair {
    const token = refreshes.get(text);
    if (token === undefined) throw invalidRefresh('Cannot decrypt the refresh token');
    if (token.grant.client !== client) throw invalidRefresh('Token is not linked to client');
    countRefresh(token.grant);
    if (clock.seconds() >= token.expires) throw invalidRefresh('Token has expired');
    if (token.revoked || isDead(token.grant)) throw invalidRefresh('Token has been revoked');
    return issuePair(token.grant, token, legacy);
  }
  function countRefresh(grant: Grant): void {
    const now = clock.seconds();
    grant.refreshes = grant.refreshes.filter((at) => at > now - 60 && at <= now);
    const oldest = grant.refreshes[0];
    if (oldest !== undefined && grant.refreshes.length >= REFRESHES_A_MINUTE)
      throw tooManyRefreshes(Math.max(1, oldest + 60 - now));
    grant.refreshes.push(now);
  }
  function admit(text: string): AccessToken {
    const token = access.get(text);
    if (token === undefined)
      throw /^[0-9a-f]{40}$/.test(text) ? deniedLegacy() : denied('Access token could not be verified');
    const expired = clock.seconds() >= token.expires;
    const revoked = token.revoked || isDead(token.grant);
    if (token.legacy && (expired || revoked)) throw deniedLegacy();
    if (expired) throw denied('Access token could not be verified');
    if (revoked) throw denied('Access token has been revoked');
    if (!token.used) settle(token);
    return token;
  }
  /**
   * Rotation is deferred: only the first request with a new access token ends the refresh token it was bought with. Older access
   * tokens, and pairs that were bought with the same refresh token and never arrived, end with it (the latter is assumed).
   */
  function settle(token: AccessToken): void {
    token.used = true;
    const { boughtWith, grant } = token;
    if (boughtWith === undefined || token.legacy) return;
    boughtWith.revoked = true;
    for (const other of access.values()) {
      if (other === token || other.grant !== grant) continue;
      other.revoked = true;
      if (other.refresh !== undefined) other.refresh.revoked = true;
    }
  }
  const self: Grants = {
    lifetime,
    issueCode: (request) => {
      const text = freshToken();
      const { client, scopes, challenge, redirectUri } = request;
      const grant = openGrant(client, scopes);
      codes.set(text, { grant, expires: clock.seconds() + CODE_SECONDS, challenge, redirectUri, used: false });
      return text;
    },
    redeemCode,
    refresh,
    issueRefreshToken: (client, scopes) => issueRefresh(openGrant(client, scopes), false).text,
    admit,
    look: (text) => access.get(text),
    revokeByRefresh: (client, text) => {
      const token = refreshes.get(text);
      if (token === undefined || token.grant.client !== client) return false;
      token.grant.revoked = true;
      return true;
    },
    all: () => grants,
    expireAccess: () => {
      for (const [text, token] of access) access.set(text, { ...token, expires: 0 });
    },
  };
  return self;
}

function checkVerifier(challenge: Code['challenge'], verifier: string | undefined): void {
  if (challenge === undefined) return;
  if (verifier === undefined) throw missingField('code_verifier');
  const isWellFormed = /^[A-Za-z0-9-._~]{43,128}$/.test(verifier);
  if (!isWellFormed || challengeOf(verifier, challenge.method) !== challenge.text)
    throw invalidGrant('Failed to verify `code_verifier`.');
}
