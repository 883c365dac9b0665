/** What the settings declare of a connection beside what the POS lists: shops, zones, mapping. */
import {
  addDays,
  type Instant,
  isTimeZone,
  type LocationId,
  type Problem,
  problemOf,
  type TallyRules,
  type TimeZone,
} from '@tillbridge/domain';
import type { ShopRecord } from '@tillbridge/plugin-kit';
import type { ConnectionSettings, LocationSettings } from '@tillbridge/settings';
import {
  type Atlas,
  DayFinder,
  declareConnection,
  declareFirstStatuses,
  declareLocations,
  type Lease,
  loadAtlas,
  type MappingRow,
  saveShops,
  saveZone,
  type Session,
  type Store,
  zonesOf,
} from '@tillbridge/store';
import { SYNC_PROBLEMS } from '../problems.js';
import { updateMapping } from './update-mapping.js';

export interface PlacesScope {
  readonly store: Store;
  readonly lease: Lease;
  readonly connection: ConnectionSettings;
  readonly rulesOf: (location: LocationId) => TallyRules;
  readonly now: Instant;
}

export interface KnownPlaces {
  readonly atlas: Atlas;
  /** Every shop that the POS lists or a location is mapped to and exists. */
  readonly shops: readonly string[];
  readonly mappedShops: readonly string[];
  /** What the POS gives, for shops that no location with a zone is mapped to. */
  readonly zoneOfShop: ReadonlyMap<string, TimeZone>;
  readonly problems: readonly Problem[];
}

/**
 * Brings shops, locations, zones and mapping of a connection up to date. A shop that the POS does not know is left out
 * and named; the others go on. A mapping that changed takes the old location's figures back and gives them to the new
 * one, by folding both again.
 */
export async function updatePlaces(scope: PlacesScope, listed: readonly ShopRecord[]): Promise<KnownPlaces> {
  const { connection } = scope;
  const byId = new Map(listed.map((shop) => [shop.posId, shop]));
  const { locations } = connection;
  // A shop that the POS leaves out of its list keeps its mapping: a partial answer must not take figures back.
  const known = locations.filter((location) => byId.has(location.posId));
  const unknown = locations.filter((location) => !byId.has(location.posId));
  const zones = known.map((location) => ({ location, zone: zoneWanted(location, byId.get(location.posId)) }));
  const zoneless = zones.filter(({ zone }) => zone === null).map(({ location }) => location);

  const atlas = await scope.store.transaction(scope.lease, async (session) => {
    await declareConnection(session, connection, scope.now);
    await saveShops(session, connection.id, listed, scope.now);
    await declareLocations(
      session,
      connection.id,
      locations.map((location) => declaredOf(scope, location, byId)),
    );
    await declareFirstStatuses(
      session,
      locations.map(({ locationId, status }) => ({ id: locationId, status })),
      scope.now,
    );
    const placed = await updateZones(session, scope, zones);
    await updateMapping(session, connection.id, { wanted: locations.map(mappingRowOf), placed });
    return loadAtlas(session, connection.id);
  });
  return {
    atlas,
    shops: listed.map((shop) => shop.posId).toSorted(),
    mappedShops: [...new Set(known.map((location) => location.posId))].toSorted(),
    zoneOfShop: zonesListed(listed),
    problems: [
      ...unknown.map((location) => unknownShop(location, listed)),
      ...zoneless.map((location) => unknownZone(location, byId.get(location.posId))),
    ],
  };
}

function declaredOf(scope: PlacesScope, location: LocationSettings, shops: ReadonlyMap<string, ShopRecord>) {
  const shop = shops.get(location.posId);
  return {
    id: location.locationId,
    shop: location.posId,
    name: location.name ?? shop?.name ?? null,
    region: location.region,
    currency: location.currency ?? shop?.currency ?? null,
    rules: JSON.stringify(scope.rulesOf(location.locationId)),
    status: location.status,
    from: location.from,
    to: location.to,
  };
}

function mappingRowOf(location: LocationSettings): MappingRow {
  return {
    shop: location.posId,
    location: location.locationId,
    from: location.from ?? '',
    to: location.to ?? '',
  };
}

function zonesListed(shops: readonly ShopRecord[]): Map<string, TimeZone> {
  return new Map(
    shops.flatMap(({ posId, timeZone }) =>
      timeZone !== null && isTimeZone(timeZone) ? [[posId, timeZone] as const] : [],
    ),
  );
}

function zoneWanted(location: LocationSettings, shop: ShopRecord | undefined): TimeZone | null {
  const zone = location.timeZone ?? shop?.timeZone ?? null;
  return zone !== null && isTimeZone(zone) ? zone : null;
}

/**
 * A change at the POS starts with the next local midnight; the past keeps the zone it was read in. Returns the
 * locations that have a zone for the first time: until now no day of theirs could be found.
 */
async function updateZones(
  session: Session,
  scope: PlacesScope,
  wanted: ReadonlyArray<{ readonly location: LocationSettings; readonly zone: TimeZone | null }>,
): Promise<Set<LocationId>> {
  const known = await zonesOf(session, scope.connection.id);
  const placed = new Set<LocationId>();
  // Of several shops that feed one location, the setting decides, else the first: they must not take turns.
  const inOrder = wanted.toSorted(
    (a, b) => Number(b.location.timeZone !== null) - Number(a.location.timeZone !== null),
  );
  const seen = new Set<LocationId>();
  for (const { location, zone } of inOrder) {
    if (zone === null || seen.has(location.locationId)) continue;
    seen.add(location.locationId);
    const last = known.get(location.locationId)?.at(-1);
    if (last?.timeZone === zone) continue;
    const from = last === undefined ? '' : addDays(dateIn(scope, location.locationId, known), 1);
    await saveZone(session, location.locationId, { from, timeZone: zone });
    if (last === undefined) placed.add(location.locationId);
  }
  return placed;
}

function dateIn(scope: PlacesScope, location: LocationId, zones: Atlas['zones']): string {
  const date = new DayFinder({ mapping: [], zones }).dateOf(location, scope.now);
  return date ?? new Date(scope.now).toISOString().slice(0, 10);
}

function unknownShop(location: LocationSettings, listed: readonly ShopRecord[]): Problem {
  const known = listed.map((shop) => shop.posId).join(', ');
  return problemOf(SYNC_PROBLEMS, 'sync.shop_unknown', { shop: location.posId, location: location.locationId, known });
}

function unknownZone(location: LocationSettings, shop: ShopRecord | undefined): Problem {
  return problemOf(SYNC_PROBLEMS, 'sync.zone_unknown', {
    location: location.locationId,
    shop: location.posId,
    zone: shop?.timeZone ?? '',
  });
}
