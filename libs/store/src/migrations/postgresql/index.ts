import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { Migration20261125First } from './20261125-first.js';

/** In the order in which they run. A released migration is never edited. */
export const postgresqlMigrations: Array<Constructor<Migration>> = [Migration20261125First];
