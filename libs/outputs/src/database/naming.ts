import { quoted } from './identifier.js';
import type { DatabaseSettings } from './settings.js';

/** A table or view as it is named without quotes, for a look into the catalogue. */
export function plainName(settings: DatabaseSettings, name: string): string {
  return `${settings.prefix}${name}`;
}

/** A table or view as it stands in a statement. */
export function fullName(settings: DatabaseSettings, name: string): string {
  const own = quoted(plainName(settings, name));
  return settings.kind === 'postgresql' ? `${quoted(settings.schema)}.${own}` : own;
}
