import type { MigrationObject } from '@mikro-orm/core';
import { Migration20261125AuthorizationState } from './20261125-authorization-state.js';
import { Migration20261125Daemon } from './20261125-daemon.js';
import { Migration20261125First } from './20261125-first.js';

/** In the order in which they run. A released migration is never edited. */
export const sqliteMigrations: MigrationObject[] = [
  { name: '20261125-first', class: Migration20261125First },
  { name: '20261125-authorization-state', class: Migration20261125AuthorizationState },
  { name: '20261125-daemon', class: Migration20261125Daemon },
];
