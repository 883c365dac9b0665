import { readFileSync, writeFileSync } from 'node:fs';
import { problemError, problemOf, proposedLocationId } from '@tillbridge/domain';
import { HostService } from '@tillbridge/host';
import type { ShopRecord } from '@tillbridge/plugin-kit';
import { type ConnectionSettings, type LocationSettings, readLocationsFile } from '@tillbridge/settings';
import { statusChanges, type Store } from '@tillbridge/store';
import { SYNC_PROBLEMS, withMappedShops } from '@tillbridge/sync';
import { oneOf, textOf } from '../arguments.js';
import type { Arguments, Command, Outcome } from '../command.js';
import type { Finding } from '../finding.js';
import { CLI_PROBLEMS } from '../problems.js';
import { tableText } from '../report/table.js';
import type { Invocation } from '../invocation.js';
import { changeStatus, showHistory } from '../locations/change-status.js';
import { mapShop, unmapShop } from '../locations/map-shop.js';
import { csvAsBlock, isCsv, type ListedLocation, locationsBlock, locationsCsv } from '../locations/shop-list.js';
import { connectionNamed } from '@tillbridge/admin';

export const locations: Command = {
  name: 'locations',
  options: {
    export: { type: 'string' },
    import: { type: 'string' },
    reason: { type: 'string' },
    from: { type: 'string' },
    'deliver-missed': { type: 'string' },
    to: { type: 'string' },
    name: { type: 'string' },
    region: { type: 'string' },
    'time-zone': { type: 'string' },
    currency: { type: 'string' },
  },
  words: { least: 1, most: 4 },
  run: runLocations,
};

async function runLocations(given: Arguments, invocation: Invocation): Promise<Outcome> {
  const [id = '', word, ...words] = given.words;
  const declared = connectionNamed((await invocation.settings()).settings, id);
  if (word !== undefined) {
    const action = oneOf(word, ['status', 'map', 'unmap', 'history'], 'locations');
    return CHANGES[action]({ words, values: given.values }, declared, invocation);
  }
  const { store } = await invocation.application('locations');
  const connection = await withMappedShops(store.read, declared);
  const shops = await shopsAtPos(connection, invocation);
  const exported = textOf(given.values, 'export');
  if (exported !== null) return exportTo(exported, connection, { shops, invocation });
  const imported = textOf(given.values, 'import');
  return imported === null ? list(connection, shops, invocation) : importFrom(imported, shops, invocation);
}

const CHANGES = { status: changeStatus, map: mapShop, unmap: unmapShop, history: showHistory } as const;

async function shopsAtPos(connection: ConnectionSettings, invocation: Invocation): Promise<readonly ShopRecord[]> {
  const { context } = await invocation.application('locations');
  const calls = await context.get(HostService).open(connection);
  return calls.listShops({ signal: invocation.io.signal });
}

async function list(
  connection: ConnectionSettings,
  shops: readonly ShopRecord[],
  invocation: Invocation,
): Promise<Outcome> {
  const { store } = await invocation.application('locations');
  const statuses = await currentStatuses(store, connection);
  const said = invocation.messages.locations;
  const listed = rowsOf(connection.locations, shops);
  const table = listed.map(({ posId, shop, location }) => [
    posId,
    shop?.name ?? location?.name ?? '-',
    location?.timeZone ?? shop?.timeZone ?? '-',
    location?.locationId ?? '-',
    location === null ? '-' : (statuses.get(location.locationId) ?? location.status),
    noteOf({ posId, shop, location }, said),
  ]);
  const rows = listed.map(({ posId, shop, location }) => ({
    posId,
    name: shop?.name ?? null,
    timeZone: shop?.timeZone ?? null,
    locationId: location?.locationId ?? null,
    status: location === null ? null : (statuses.get(location.locationId) ?? location.status),
    proposed: location === null ? proposedLocationId(posId) : null,
  }));
  const findings = unknownShops(connection.locations, shops, invocation);
  return { text: tableText(said.header, table), data: { connection: connection.id, locations: rows }, findings };
}

interface Row {
  readonly posId: string;
  /** null: the POS does not list it. */
  readonly shop: ShopRecord | null;
  /** null: it feeds no location. */
  readonly location: LocationSettings | null;
}

/** Every shop with each location that it feeds, then the mapped shops that the POS does not know. */
function rowsOf(mapped: readonly LocationSettings[], shops: readonly ShopRecord[]): Row[] {
  const known = new Set(shops.map(({ posId }) => posId));
  return [
    ...shops.flatMap((shop): Row[] => {
      const own = mapped.filter(({ posId }) => posId === shop.posId);
      if (own.length === 0) return [{ posId: shop.posId, shop, location: null }];
      return own.map((location) => ({ posId: shop.posId, shop, location }));
    }),
    ...mapped
      .filter(({ posId }) => !known.has(posId))
      .map((location) => ({ posId: location.posId, shop: null, location })),
  ];
}

function noteOf({ posId, shop, location }: Row, said: Invocation['messages']['locations']): string {
  const notes = [
    shop === null ? said.unknown : '',
    shop?.archived === true ? said.archived : '',
    location === null ? said.proposed(proposedLocationId(posId)) : '',
  ];
  return notes.filter((note) => note !== '').join('; ');
}

/** What holds now: the newest word of the store. */
async function currentStatuses(store: Store, { locations: own }: ConnectionSettings): Promise<Map<string, string>> {
  const histories = await statusChanges(store.read);
  return new Map(
    own.flatMap(({ locationId }) => {
      const last = histories.get(locationId)?.at(-1);
      return last === undefined ? [] : [[locationId, last.status] as const];
    }),
  );
}

function unknownShops(
  mapped: readonly LocationSettings[],
  shops: readonly ShopRecord[],
  invocation: Invocation,
): Finding[] {
  const known = shops.map(({ posId }) => posId);
  return mapped
    .filter(({ posId }) => !known.includes(posId))
    .map(({ posId: shop, locationId: location }) =>
      invocation.findingOf.problem(
        problemOf(SYNC_PROBLEMS, 'sync.shop_unknown', { shop, location, known: known.join(', ') }),
      ),
    );
}

function exportTo(
  name: string,
  connection: ConnectionSettings,
  { shops, invocation }: { readonly shops: readonly ShopRecord[]; readonly invocation: Invocation },
): Outcome {
  const file = invocation.path(name);
  const rows = rowsOf(connection.locations, shops).map(listedOf);
  withFile(file, () => writeFileSync(file, isCsv(file) ? locationsCsv(rows) : locationsBlock(rows)));
  const findings = unknownShops(connection.locations, shops, invocation);
  return { text: invocation.messages.locations.exported(file), data: { file, locations: rows }, findings };
}

/** A shop without a location is proposed as pending: nothing is delivered for it until somebody says so. */
function listedOf({ posId, shop, location }: Row): ListedLocation {
  const name = location?.name ?? shop?.name ?? null;
  if (location === null) return { posId, locationId: proposedLocationId(posId), status: 'pending_setup', name };
  const { tallies, ...row } = location;
  return { ...row, name, ...(Object.keys(tallies).length === 0 ? {} : { tallies }) };
}

function importFrom(name: string, shops: readonly ShopRecord[], invocation: Invocation): Outcome {
  const file = invocation.path(name);
  const written = withFile(file, () => readFileSync(file, 'utf8'));
  const read = readLocationsFile(isCsv(file) ? csvAsBlock(written, file) : written, file);
  const rows = read.map(({ tallies, ...row }) => ({
    ...row,
    ...(Object.keys(tallies).length === 0 ? {} : { tallies }),
  }));
  const said = invocation.messages.locations;
  const unmapped = shops
    .filter(({ posId }) => read.every((row) => row.posId !== posId))
    .map(({ posId, name: shop }) => `# ${posId} ${shop}: ${said.proposed(proposedLocationId(posId))}\n`);
  const text = `${said.authority}\n${locationsBlock(rows)}${unmapped.join('')}`;
  return { text, data: { file, locations: rows }, findings: unknownShops(read, shops, invocation) };
}

function withFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problemError(CLI_PROBLEMS, 'cli.file_refused', { file, reason }, { cause: error });
  }
}
