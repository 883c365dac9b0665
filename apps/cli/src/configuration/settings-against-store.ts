import type { LocationStatus } from '@tillbridge/domain';
import type { ConnectionSettings, Settings } from '@tillbridge/settings';
import {
  connectionsOf,
  locationsOf,
  mappingOf,
  type MappingRow,
  shopMappingsOf,
  statusChanges,
  type Store,
} from '@tillbridge/store';
import type { Messages } from '../messages/messages.js';

export interface Difference {
  readonly what: string;
  /** null: the file does not have it. */
  readonly file: string | null;
  /** null: the store does not have it. */
  readonly store: string | null;
  /** Whose word counts: the file is taken over at the next import, `active` and `status` are only first values. */
  readonly holds: 'file' | 'store';
}

type Words = Messages['config'];

/** Where the file and the store say different things about connections, locations and mappings. */
export async function settingsAgainstStore(settings: Settings, store: Store, words: Words): Promise<Difference[]> {
  const stored = await connectionsOf(store.read);
  const differences: Difference[] = [];
  for (const connection of settings.connections) {
    const row = stored.find(({ id }) => id === connection.id);
    const what = words.connection(connection.id);
    if (row === undefined) {
      differences.push({ what, file: connection.label, store: null, holds: 'file' });
      continue;
    }
    if (row.deletedAt !== null) {
      differences.push({ what, file: connection.label, store: words.deleted, holds: 'store' });
      continue;
    }
    if (row.label !== connection.label) {
      differences.push({ what, file: connection.label, store: row.label, holds: 'file' });
    }
    if (row.active !== connection.active) {
      const active = { file: String(connection.active), store: String(row.active) };
      differences.push({ what: words.active(connection.id), ...active, holds: 'store' });
    }
    // What people mapped beside the file is no difference from it.
    const ownShops = new Set((await shopMappingsOf(store.read, connection.id)).map(({ shop }) => shop));
    const ofFile = (await mappingOf(store.read, connection.id)).filter(
      ({ shop }) => !ownShops.has(shop) || connection.locations.some(({ posId }) => posId === shop),
    );
    differences.push(...mappingDifferences(connection, ofFile, words));
  }
  const living = stored.filter(({ deletedAt }) => deletedAt === null);
  const gone = living.filter(({ id }) => settings.connections.every((connection) => connection.id !== id));
  differences.push(
    ...gone.map(({ id, label }) => ({ what: words.connection(id), file: null, store: label, holds: 'store' as const })),
  );
  return [...differences, ...(await locationDifferences(settings, store, words))];
}

function mappingDifferences(connection: ConnectionSettings, rows: readonly MappingRow[], words: Words): Difference[] {
  const textOf = ({ from, to }: MappingRow): string => words.validity(from, to);
  const keyOf = (row: MappingRow): string => words.mapping(row.shop, row.location);
  const wanted = connection.locations.map(({ posId: shop, locationId: location, from, to }) => ({
    shop,
    location,
    from: from ?? '',
    to: to ?? '',
  }));
  const missing = wanted.filter((row) => !rows.some((other) => sameMapping(row, other)));
  const extra = rows.filter((row) => !wanted.some((other) => sameMapping(row, other)));
  return [
    ...missing.map((row) => ({ what: keyOf(row), file: textOf(row), store: null, holds: 'file' as const })),
    ...extra.map((row) => ({ what: keyOf(row), file: null, store: textOf(row), holds: 'file' as const })),
  ];
}

function sameMapping(one: MappingRow, other: MappingRow): boolean {
  return one.shop === other.shop && one.location === other.location && one.from === other.from && one.to === other.to;
}

async function locationDifferences(settings: Settings, store: Store, words: Words): Promise<Difference[]> {
  const rows = new Map((await locationsOf(store.read)).map((row) => [row.id, row]));
  const histories = await statusChanges(store.read);
  const declared = new Map(
    settings.connections.flatMap(({ locations }) => locations).map((row) => [row.locationId, row]),
  );
  return [...declared.values()].flatMap((location): Difference[] => {
    const row = rows.get(location.locationId);
    if (row === undefined) return [];
    const status: LocationStatus | undefined = histories.get(location.locationId)?.at(-1)?.status;
    const differences: Difference[] = [];
    if (location.name !== null && location.name !== row.name) {
      differences.push({ what: words.name(row.id), file: location.name, store: row.name, holds: 'file' });
    }
    if (status !== undefined && status !== location.status) {
      differences.push({ what: words.status(row.id), file: location.status, store: status, holds: 'store' });
    }
    return differences;
  });
}
