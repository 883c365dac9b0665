import type { TallyRules } from '@tillbridge/domain';
import type { Settings } from './settings.js';

/**
 * The rules a location is folded by: those of the file, over them its connection's, over them its own. A list replaces
 * the list above it. A connection or location that the file does not name has the rules that remain.
 */
export function rulesFor(settings: Settings, connectionId: string, locationId: string): TallyRules {
  const connection = settings.connections.find(({ id }) => id === connectionId);
  const location = connection?.locations.find((row) => row.locationId === locationId);
  return Object.freeze({ ...settings.tallies, ...connection?.tallies, ...location?.tallies });
}
