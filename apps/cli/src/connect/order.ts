import { HostService } from '@tillbridge/host';
import { type AuthorizationOrder, redirectAddress } from '@tillbridge/oauth';
import { checkPluginSettings } from '@tillbridge/registry';
import type { ConnectionSettings } from '@tillbridge/settings';
import type { Invocation } from '../invocation.js';

/**
 * What is to be authorised. The connection is opened first: that refuses a stub, wrong settings, and a token endpoint
 * outside of the plugin's own hosts, before anybody is sent anywhere.
 */
export async function orderOf(connection: ConnectionSettings, invocation: Invocation): Promise<AuthorizationOrder> {
  const { registry, settings } = await invocation.settings();
  const { context } = await invocation.application(`connect ${connection.id}`);
  await context.get(HostService).open(connection);
  const { manifest, made } = await registry.connector(connection.connector);
  const checked = checkPluginSettings(manifest, connection.settings);
  return {
    connection: connection.id,
    authorization: made.authorization(checked.settings),
    redirectUri: redirectAddress(connection, settings.server.publicUrl),
    startedBy: `command line, user ${process.getuid?.() ?? 'unknown'}`,
  };
}
