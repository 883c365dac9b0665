import { type Platform, Type } from '@mikro-orm/core';
import { SqlitePlatform } from '@mikro-orm/sqlite';

/**
 * A decimal that stays exact on both databases (I8): `numeric` on PostgreSQL, text on SQLite, whose own decimal is a
 * binary float.
 */
export class ExactDecimal extends Type<string, string> {
  override getColumnType(_property: unknown, platform: Platform): string {
    return platform instanceof SqlitePlatform ? 'text' : 'numeric';
  }

  override compareAsType(): string {
    return 'string';
  }
}
