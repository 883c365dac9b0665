import { rulesFor } from '@tillbridge/settings';
import {
  declareConnection,
  declareFirstStatuses,
  declareLocations,
  locationsOf,
  type Session,
} from '@tillbridge/store';
import type { AdminScope } from '../scope.js';
import type { KnownLocation } from './known-locations.js';

/** A status may be set before the first import has written the location. */
export async function declareLocation(
  session: Session,
  { settings, clock }: Pick<AdminScope, 'settings' | 'clock'>,
  { id, connection: connectionId, name, region, currency, shops, firstStatus: status }: KnownLocation,
): Promise<void> {
  if ((await locationsOf(session)).some((row) => row.id === id)) return;
  const connection = settings.connections.find((row) => row.id === connectionId);
  const at = clock.now();
  if (connection !== undefined) await declareConnection(session, connection, at);
  const rules = JSON.stringify(rulesFor(settings, connectionId, id));
  const { posId: shop = '', from = null, to = null } = shops[0] ?? {};
  await declareLocations(session, connectionId, [{ id, shop, name, region, currency, rules, status, from, to }]);
  await declareFirstStatuses(session, [{ id, status }], at);
}
