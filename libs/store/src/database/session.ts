import type { MikroORM as PostgreSqlORM } from '@mikro-orm/postgresql';
import type { MikroORM as SqliteORM } from '@mikro-orm/sqlite';
import type { Kysely } from 'kysely';

export type Orm = SqliteORM | PostgreSqlORM;

export type Dialect = 'sqlite' | 'postgresql';

/**
 * One open transaction, or the pool outside of one. Queries are raw SQL through Kysely: the hot path hands thousands
 * of rows over as one JSON parameter, which no query builder writes.
 */
export interface Session {
  readonly db: Kysely<unknown>;
  readonly dialect: Dialect;
}
