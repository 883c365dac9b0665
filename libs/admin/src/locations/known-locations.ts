import type { LocationId, LocationStatus } from '@tillbridge/domain';
import type { ConnectionSettings, Settings } from '@tillbridge/settings';
import { connectionsOf, locationsOf, type Session, shopMappingsOf, type ShopMapping } from '@tillbridge/store';

/** A shop that feeds a location, and who says so. */
export interface FeedingShop {
  readonly posId: string;
  /** Local dates, both included; null: without end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly source: 'settings' | 'store';
}

/** A location as the settings file, the store and people's own mappings have it together. */
export interface KnownLocation {
  readonly id: LocationId;
  readonly connection: string;
  readonly name: string | null;
  readonly region: string | null;
  readonly currency: string | null;
  readonly shops: readonly FeedingShop[];
  /** What holds while nobody has set another. */
  readonly firstStatus: LocationStatus;
}

/** Every location of the connections that live, in order of id. */
export async function knownLocations(session: Session, settings: Settings): Promise<KnownLocation[]> {
  const deleted = new Set(
    (await connectionsOf(session)).filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id),
  );
  const known = new Map<LocationId, KnownLocation>();
  for (const connection of settings.connections.filter(({ id }) => !deleted.has(id))) {
    for (const found of feeding(connection, await shopMappingsOf(session, connection.id))) {
      const before = known.get(found.id);
      known.set(found.id, before === undefined ? found : { ...before, shops: [...before.shops, ...found.shops] });
    }
  }
  // What was imported knows the names that the POS gives.
  for (const { id, connectionId, name, region, currency } of await locationsOf(session)) {
    if (deleted.has(connectionId)) continue;
    const { shops = [], firstStatus = 'operational' as const } = known.get(id) ?? {};
    known.set(id, { id, connection: connectionId, name, region, currency, shops, firstStatus });
  }
  return [...known.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function feeding({ id: connection, locations }: ConnectionSettings, mapped: readonly ShopMapping[]): KnownLocation[] {
  const inFile = new Set(locations.map(({ posId }) => posId));
  return [
    ...locations.map(({ locationId: id, posId, from, to, name, region, currency, status: firstStatus }) => {
      const shop = { posId, from, to, source: 'settings' as const };
      return { id, connection, name, region, currency, firstStatus, shops: [shop] };
    }),
    ...mapped
      .filter(({ shop }) => !inFile.has(shop))
      .map(({ location: id, shop: posId, from, to, name, region, currency, status: firstStatus }) => {
        const shop = { posId, from, to, source: 'store' as const };
        return { id, connection, name, region, currency, firstStatus, shops: [shop] };
      }),
  ];
}
