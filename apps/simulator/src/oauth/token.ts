import type { Client } from './clients.js';
import { invalidClient, missingField, unsupportedGrant } from './failures.js';
import type { Grants, TokenPair } from './grants.js';

type Form = ReadonlyMap<string, string>;

export interface TokenSettings {
  readonly clients: ReadonlyMap<string, Client>;
  readonly grants: Grants;
}

/** POST /auth/oauth/token: exactly four keys, in this order; expires_in is a number. */
export function answerToken(settings: TokenSettings, form: Form): string {
  const pair = issue(settings, form, false);
  return (
    `{"token_type":"Bearer","expires_in":${pair.expiresIn},"access_token":${JSON.stringify(pair.access)}` +
    `,"refresh_token":${JSON.stringify(pair.refresh)}}`
  );
}

/** The old server's token endpoint: 40-hex tokens, other key order, a scope, and no new refresh token when refreshing. */
export function answerLegacyToken(settings: TokenSettings, form: Form, user: number): string {
  const pair = issue(settings, form, true);
  const refresh = pair.refresh === undefined ? {} : { refresh_token: pair.refresh };
  const scope = [...pair.grant.scopes, `systemuserid:${user}`].join(' ');
  return JSON.stringify({
    access_token: pair.access,
    expires_in: pair.expiresIn,
    token_type: 'bearer',
    scope,
    ...refresh,
  });
}

function issue(settings: TokenSettings, form: Form, legacy: boolean): TokenPair {
  const grantType = form.get('grant_type');
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token') throw unsupportedGrant();
  const client = checkClient(settings, form);
  if (grantType === 'refresh_token') return settings.grants.refresh(client.id, need(form, 'refresh_token'), legacy);
  return settings.grants.redeemCode({
    client: client.id,
    code: need(form, 'code'),
    verifier: form.get('code_verifier'),
    redirectUri: form.get('redirect_uri'),
    legacy,
  });
}

/** POST /auth/oauth/revoke ends the whole connection. */
export function answerRevoke(settings: TokenSettings, form: Form): string {
  const client = checkClient(settings, form);
  settings.grants.revokeByRefresh(client.id, need(form, 'refresh_token'));
  return '{}';
}

function checkClient(settings: TokenSettings, form: Form): Client {
  const client = settings.clients.get(need(form, 'client_id'));
  if (client === undefined) throw invalidClient(401);
  if (client.secret !== undefined && form.get('client_secret') !== client.secret) throw invalidClient(401);
  return client;
}

function need(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined || value === '') throw missingField(name);
  return value;
}
