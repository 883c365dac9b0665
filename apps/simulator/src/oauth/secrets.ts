import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** The one place that draws randomness: tokens and codes must not be foreseeable even in a fake. */
export function freshToken(): string {
  return 'def50200' + randomBytes(120).toString('hex');
}

export function freshHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

const KEY_ID = 'RT_OAUTH2_2024_07_08';

let keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;

function keyPair(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
  keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return keys;
}

export interface Claims {
  readonly aud: string;
  readonly sub: string;
  readonly acct: string;
  readonly scope: string;
  /** Milliseconds since 1970. */
  readonly issued: number;
  readonly expires: number;
}

/** An RS256 JWT with the claims of the real server; its times are fractional seconds. */
export function signJwt(claims: Claims): string {
  const at = (millis: number) => `${Math.floor(millis / 1000)}.${String(millis % 1000).padStart(3, '0')}1`;
  const header = `{"typ":"JWT","alg":"RS256","kid":"${KEY_ID}"}`;
  const { aud, sub, acct, scope } = claims;
  const payload =
    `{"jti":"${freshHex(40)}","iss":"https://cloud.lightspeedapp.com","aud":${JSON.stringify(aud)},"sub":"${sub}"` +
    `,"acct":"${acct}","scope":${JSON.stringify(scope)},"iat":${at(claims.issued)},"nbf":${at(claims.issued)},"exp":${at(claims.expires)}}`;
  const signed = `${base64url(header)}.${base64url(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(keyPair().privateKey).toString('base64url')}`;
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** The public key as `/.well-known/jwks` shows it. */
export function jwks(): string {
  const { n, e } = keyPair().publicKey.export({ format: 'jwk' });
  return JSON.stringify({ keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: KEY_ID, n, e }] });
}

/** The challenge that a PKCE verifier must meet. */
export function challengeOf(verifier: string, method: string): string {
  return method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
}
