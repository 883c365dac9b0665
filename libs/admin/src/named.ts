import { type LocationId, problemError, TillbridgeError } from '@tillbridge/domain';
import type { OutputInstance } from '@tillbridge/delivery';
import { type ConnectionSettings, hintedProblem, nearestName, type Settings } from '@tillbridge/settings';
import { locationsOf } from '@tillbridge/store';
import { SYNC_PROBLEMS } from '@tillbridge/sync';
import { ADMIN_PROBLEMS } from './problems.js';
import type { AdminScope } from './scope.js';

/** @throws TillbridgeError `settings.file_absent`, `sync.connection_unknown` */
export function connectionNamed(settings: Settings, id: string): ConnectionSettings {
  const found = settings.connections.find((connection) => connection.id === id);
  if (found !== undefined) return found;
  if (settings.file === null) throw problemError(ADMIN_PROBLEMS, 'settings.file_absent', {});
  const known = settings.connections.map((connection) => connection.id).join(', ') || '-';
  throw problemError(SYNC_PROBLEMS, 'sync.connection_unknown', { connection: id, known });
}

/** @throws TillbridgeError `output.unknown` */
export function outputNamed(outputs: readonly OutputInstance[], id: string): OutputInstance {
  const found = outputs.find((output) => output.id === id);
  if (found !== undefined) return found;
  throw unknownName(
    'output.unknown',
    id,
    outputs.map((output) => output.id),
  );
}

/** A location that has figures or may get some; those of deleted connections have them still. */
export async function locationNamed(
  { store, settings }: Pick<AdminScope, 'store' | 'settings'>,
  id: string,
): Promise<LocationId> {
  const declared = settings.connections.flatMap(({ locations }) => locations.map(({ locationId }) => locationId));
  const ids = new Set([...declared, ...(await locationsOf(store.read)).map((row) => row.id)]);
  if (ids.has(id)) return id;
  throw unknownName('location.unknown', id, [...ids]);
}

export function unknownName(code: 'output.unknown' | 'location.unknown', name: string, names: readonly string[]) {
  const parameters = { name, known: [...new Set(names)].join(', ') || '-' };
  return new TillbridgeError(hintedProblem(ADMIN_PROBLEMS, code, parameters, nearestName(name, names)));
}
