import type { ConnectionSettings } from '@tillbridge/settings';

/** Where the POS sends the browser: registered there, and compared letter by letter. */
export function redirectAddress(
  { redirectUri, settings }: Pick<ConnectionSettings, 'redirectUri' | 'settings'>,
  publicUrl: string,
): string {
  const ofConnector = settings['redirectUri'];
  if (redirectUri !== null && redirectUri !== undefined) return redirectUri;
  if (typeof ofConnector === 'string' && ofConnector !== '') return ofConnector;
  return publicUrl.startsWith('https://') ? `${publicUrl}/oauth/callback` : 'https://localhost/oauth/callback';
}
