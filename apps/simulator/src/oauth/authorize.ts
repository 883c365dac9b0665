import { badScopeRedirect, deniedRedirect } from './redirects.js';
import type { Client } from './clients.js';
import { isRegistered } from './clients.js';
import { invalidClient, invalidRequest, invalidScope, missingField } from './failures.js';
import type { Grants } from './grants.js';
import { readScopes } from './scopes.js';

export type AuthorizeAnswer = { readonly redirect: string } | { readonly page: string };

export interface AuthorizeSettings {
  readonly clients: ReadonlyMap<string, Client>;
  readonly grants: Grants;
  /** Consent without a click. */
  readonly approveAtOnce: boolean;
  /** Where a bad scope is told: shown as 400 (the docs) or redirected (the library the server is built on). */
  readonly badScope: 'show' | 'redirect';
}

/** The consent page, or the redirect that follows `approve=1` or `deny=1`. */
export function authorize(settings: AuthorizeSettings, parameters: URLSearchParams): AuthorizeAnswer {
  const field = (name: string) => parameters.get(name) ?? undefined;
  if (field('response_type') !== 'code') throw missingField('response_type');
  const client = settings.clients.get(field('client_id') ?? '');
  if (client === undefined) throw invalidClient(400);
  const asked = field('redirect_uri');
  if (asked !== undefined && !isRegistered(client, asked)) throw missingField('redirect_uri');
  const target = asked ?? client.redirectUris[0] ?? 'https://localhost/oauth/callback';
  const state = field('state');
  const read = readScopes(field('scope'));
  if ('unknown' in read) {
    if (settings.badScope === 'redirect') return { redirect: badScopeRedirect(target, state, read.unknown) };
    throw invalidScope(read.unknown);
  }
  const challenge = readChallenge(field('code_challenge'), field('code_challenge_method'));
  if (challenge === undefined && client.secret === undefined) throw missingField('code_challenge');
  if (field('deny') === '1') return { redirect: deniedRedirect(target, state) };
  if (field('approve') !== '1' && !settings.approveAtOnce) return { page: consentPage(parameters, read.scopes) };
  const code = settings.grants.issueCode({ client: client.id, scopes: read.scopes, challenge, redirectUri: asked });
  const query = `code=${encodeURIComponent(code)}` + (state === undefined ? '' : `&state=${encodeURIComponent(state)}`);
  return { redirect: target + (target.includes('?') ? '&' : '?') + query };
}

function readChallenge(text: string | undefined, method = 'plain'): { text: string; method: string } | undefined {
  if (text === undefined) return undefined;
  if (method !== 'S256' && method !== 'plain')
    throw invalidRequest('Code challenge method must be one of `S256`, `plain`');
  if (!/^[A-Za-z0-9-._~]{43,128}$/.test(text))
    throw invalidRequest('Code challenge must follow the specifications of RFC-7636.');
  return { text, method };
}

function consentPage(parameters: URLSearchParams, scopes: readonly string[]): string {
  const link = (knob: string) => escape('authorize?' + new URLSearchParams([...parameters, [knob, '1']]).toString());
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Allow access? (simulator)</title></head>
<body><h1>Allow access to Demo Outfitters?</h1>
<p>This is a simulator. The application asks for:</p>
<ul>${scopes.map((scope) => `<li>${escape(scope)}</li>`).join('')}</ul>
<p><a id="approve" href="${link('approve')}">Allow</a> <a id="deny" href="${link('deny')}">Refuse</a></p>
</body></html>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
