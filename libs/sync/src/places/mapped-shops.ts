import { problemError } from '@tillbridge/domain';
import type { ConnectionSettings, LocationSettings } from '@tillbridge/settings';
import { isDeleted, locationsOf, type Session, type ShopMapping, shopMappingsOf } from '@tillbridge/store';
import { SYNC_PROBLEMS } from '../problems.js';

/**
 * The connection with the shops that people mapped by command or API beside those of the settings file. A shop that the
 * file names is the file's alone, and a location that has come to belong to another connection is not taken from it.
 *
 * @throws TillbridgeError `sync.connection_deleted`
 */
export async function withMappedShops(session: Session, connection: ConnectionSettings): Promise<ConnectionSettings> {
  const { id, locations } = connection;
  if (await isDeleted(session, id)) throw problemError(SYNC_PROBLEMS, 'sync.connection_deleted', { connection: id });
  const mapped = await shopMappingsOf(session, id);
  if (mapped.length === 0) return connection;
  const inFile = new Set(locations.map(({ posId }) => posId));
  const foreign = new Set(
    (await locationsOf(session)).filter(({ connectionId }) => connectionId !== id).map((row) => row.id),
  );
  const added = mapped.filter(({ shop, location }) => !inFile.has(shop) && !foreign.has(location));
  // The rows of one location differ in the file only where the file says so; beside it the file's words hold.
  return { ...connection, locations: [...locations, ...added.map((row) => asInFile(row, locations))] };
}

function asInFile(mapping: ShopMapping, declared: readonly LocationSettings[]): LocationSettings {
  const { shop: posId, location: locationId, from, to, name, region, timeZone, currency, status } = mapping;
  const known = declared.find((row) => row.locationId === locationId);
  if (known !== undefined) return { ...known, posId, from, to };
  return { posId, locationId, status, name, region, timeZone, currency, from, to, tallies: {} };
}
