import type Database from 'better-sqlite3';

/** Statements that are kept: more than the store has. */
const KEPT = 200;
const WORTH_KEEPING = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;

/**
 * Lets a SQLite connection prepare each of our queries once. Kysely prepares at every execution, and what SQLite keeps
 * of a statement is freed only when the JavaScript heap happens to be collected: a long backfill then grows by tens of
 * thousands of statements, some hundred MiB that no heap limit sees. Statements are used one at a time and to their end.
 */
export function keepStatements(database: Database.Database): void {
  const prepare = database.prepare.bind(database);
  const kept = new Map<string, Database.Statement>();
  const prepareOnce = (source: string): Database.Statement => {
    const known = kept.get(source);
    if (known !== undefined) return known;
    const statement = prepare(source);
    if (!WORTH_KEEPING.test(source)) return statement;
    const oldest = kept.size >= KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(source, statement);
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: prepareOnce });
}
