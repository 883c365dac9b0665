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
  coverageEnd,
  datesOfLocation,
  DayFinder,
  declareConnection,
  declareFirstStatuses,
  declareLocations,
  declareMapping,
  type Lease,
  loadAtlas,
  type MappingRow,
  raiseLedgerVersions,
  saveShops,
  saveZone,
  type Session,
  type Store,
  zonesOf,
} from '@tillbridge/store';
import { SYNC_PROBLEMS } from './problems.js';

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
  const problems: Problem[] = locations
    .filter((location) => !byId.has(location.posId))
    .map((location) => unknownShop(location, listed));
  const zones = known.map((location) => ({ location, zone: zoneWanted(location, byId.get(location.posId)) }));
  problems.push(
    ...zones.filter(({ zone }) => zone === null).map(({ location }) => unknownZone(location, byId.get(location.posId))),
  );

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
    await updateMapping(session, scope, { wanted: locations.map(mappingRowOf), placed });
    return loadAtlas(session, connection.id);
  });
  return {
    atlas,
    shops: listed.map((shop) => shop.posId).toSorted(),
    mappedShops: [...new Set(known.map((location) => location.posId))].toSorted(),
    zoneOfShop: new Map(
      listed.flatMap(({ posId, timeZone }) =>
        timeZone !== null && isTimeZone(timeZone) ? [[posId, timeZone] as const] : [],
      ),
    ),
    problems,
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

async function updateMapping(
  session: Session,
  scope: PlacesScope,
  { wanted, placed }: { readonly wanted: readonly MappingRow[]; readonly placed: ReadonlySet<LocationId> },
): Promise<void> {
  const { added, removed } = await declareMapping(session, scope.connection.id, wanted);
  const changed = [...added, ...removed, ...wanted.filter((row) => placed.has(row.location))];
  if (changed.length === 0) return;
  const dates = await datesEverRead(session, scope, changed);
  const days = changed.flatMap((row) =>
    (dates.get(row.location) ?? []).map((date) => ({ location: row.location, date, trigger: 'mapping' as const })),
  );
  await raiseLedgerVersions(session, days);
}

/** The dates of each location that was remapped: those it has, and those for which its shop was read. */
async function datesEverRead(
  session: Session,
  scope: PlacesScope,
  rows: readonly MappingRow[],
): Promise<Map<LocationId, string[]>> {
  const connectionId = scope.connection.id;
  const shops = [...new Set(rows.map((row) => row.shop))];
  const read = await coverageEnd(session, { connectionId, stream: 'sales', shops });
  const atlas = await loadAtlas(session, connectionId);
  const finder = new DayFinder({ ...atlas, mapping: rows });
  const dates = new Map<LocationId, string[]>();
  for (const row of rows) {
    const own = await datesOfLocation(session, row.location);
    const interval = read.get(row.shop);
    const ofShop =
      interval === undefined
        ? []
        : finder
            .daysOf({ shop: row.shop, ...interval })
            .filter((day) => day.location === row.location)
            .map((day) => day.date);
    dates.set(row.location, [...new Set([...own, ...ofShop, ...(dates.get(row.location) ?? [])])]);
  }
  return dates;
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
