import { type LocationId, problemError } from '@tillbridge/domain';
import type { OutputInstance } from '@tillbridge/delivery';
import { type ConnectionSettings, nearestName, type Settings } from '@tillbridge/settings';
import { SYNC_PROBLEMS } from '@tillbridge/sync';
import { CLI_PROBLEMS } from '../problems.js';

/** @throws TillbridgeError `cli.settings_absent`, `sync.connection_unknown` */
export function connectionNamed(settings: Settings, id: string): ConnectionSettings {
  const found = settings.connections.find((connection) => connection.id === id);
  if (found !== undefined) return found;
  if (settings.file === null) throw problemError(CLI_PROBLEMS, 'cli.settings_absent', {});
  const known = settings.connections.map((connection) => connection.id).join(', ') || '-';
  throw problemError(SYNC_PROBLEMS, 'sync.connection_unknown', { connection: id, known });
}

/** @throws TillbridgeError `cli.output_unknown` */
export function outputNamed(outputs: readonly OutputInstance[], id: string): OutputInstance {
  const found = outputs.find((output) => output.id === id);
  if (found !== undefined) return found;
  throw unknown(
    'cli.output_unknown',
    id,
    outputs.map((output) => output.id),
  );
}

/** @throws TillbridgeError `cli.location_unknown` */
export function locationNamed(connections: readonly ConnectionSettings[], id: string): LocationId {
  const ids = connections.flatMap(({ locations }) => locations.map(({ locationId }) => locationId));
  if (ids.includes(id)) return id;
  throw unknown('cli.location_unknown', id, ids);
}

function unknown(code: 'cli.output_unknown' | 'cli.location_unknown', name: string, names: readonly string[]) {
  const nearest = nearestName(name, names) ?? '-';
  return problemError(CLI_PROBLEMS, code, { name, nearest, known: [...new Set(names)].join(', ') || '-' });
}
