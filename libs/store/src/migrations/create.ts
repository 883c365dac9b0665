/**
 * `npm run migration:create -- NAME`: applies the migrations there are to an empty database of each kind, compares it
 * with the entities and writes what is missing as a new migration, once for SQLite and once for PostgreSQL.
 * `TILLBRIDGE_MIGRATION_POSTGRESQL` names an empty PostgreSQL database.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSettings } from '@tillbridge/settings';
import { Store } from '../database/store.js';

async function create(name: string, database: DatabaseSettings): Promise<void> {
  const store = await Store.open(database);
  await store.migrate();
  const statements = await store.differsFromEntities();
  await store.close();
  if (statements.trim() === '') {
    process.stdout.write(`${database.kind}: entities and migrations agree\n`);
    return;
  }
  const path = join(import.meta.dirname, '..', '..', 'src', 'migrations', database.kind, `${name}.ts`);
  writeFileSync(path, migrationSource(name, statements));
  process.stdout.write(
    `${database.kind}: wrote ${path}; add it to index.ts beside it as { name: '${name}', class: ... }\n`,
  );
}

function migrationSource(name: string, statements: string): string {
  const lines = statements
    .split(/;\s*\n/)
    .map((statement) => statement.trim().replace(/;$/, ''))
    .filter((statement) => statement !== '')
    .map((statement) => `    this.addSql(\`${statement.replaceAll('`', '"')}\`);`);
  const className = `Migration${name.replace(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase())}`;
  return [
    "import { Migration } from '@mikro-orm/migrations';",
    '',
    `export class ${className} extends Migration {`,
    '  override up(): void {',
    ...lines,
    '  }',
    '}',
    '',
  ].join('\n');
}

const [name] = process.argv.slice(2);
const url = process.env['TILLBRIDGE_MIGRATION_POSTGRESQL'];
if (name === undefined || url === undefined) {
  process.stderr.write('usage: npm run migration:create -- NAME\n');
  process.exitCode = 2;
} else {
  await create(name, { kind: 'sqlite', path: ':memory:' });
  await create(name, { kind: 'postgresql', url });
}
