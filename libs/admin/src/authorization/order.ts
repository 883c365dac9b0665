import type { HostService } from '@tillbridge/host';
import { type AuthorizationOrder, redirectAddress } from '@tillbridge/oauth';
import { checkPluginSettings, type PluginRegistry } from '@tillbridge/registry';
import type { ConnectionSettings, Settings } from '@tillbridge/settings';

export interface OrderParts {
  readonly registry: PluginRegistry;
  readonly settings: Pick<Settings, 'server'>;
  readonly host: HostService;
  /** Nobody else can finish what they began. */
  readonly startedBy: string;
}

/**
 * What is to be authorised. The connection is opened first: that refuses a stub, wrong settings, and a token endpoint
 * outside of the plugin's own hosts, before anybody is sent anywhere.
 */
export async function orderOf(
  connection: ConnectionSettings,
  { registry, settings, host, startedBy }: OrderParts,
): Promise<AuthorizationOrder> {
  await host.open(connection);
  const { manifest, made } = await registry.connector(connection.connector);
  const checked = checkPluginSettings(manifest, connection.settings);
  return {
    connection: connection.id,
    authorization: made.authorization(checked.settings),
    redirectUri: redirectAddress(connection, settings.server.publicUrl),
    startedBy,
  };
}
