import type { OAuth2Description } from '@tillbridge/plugin-kit';
import type { LightspeedSettings } from './settings.js';

/** Opens sales, registers and shops. */
export const SALES_SCOPE = 'employee:register';
/** Opens clock-ins. */
export const SHIFTS_SCOPE = 'employee:admin_employees';

/**
 * The grant is gone when the token endpoint answers 400 `invalid_grant`: revoked, idle for 30 days, or granted by an
 * employee who was locked. The used refresh token stays good until the new access token is first used (rule of
 * 2026-01-15), so a lost answer may be asked for again.
 */
export function authorizationOf(settings: LightspeedSettings): OAuth2Description {
  return {
    type: 'oauth2',
    authorizeUrl: `${settings.authUrl}/authorize`,
    tokenUrl: `${settings.authUrl}/token`,
    revokeUrl: `${settings.authUrl}/revoke`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    scopes: [SALES_SCOPE, SHIFTS_SCOPE],
    pkce: true,
    ...(settings.refreshToken === undefined ? {} : { firstRefreshToken: settings.refreshToken }),
    rotatesRefreshTokens: true,
    revokedWhen: [{ status: 400, error: 'invalid_grant' }],
  };
}
