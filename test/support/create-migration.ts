/**
 * `npm run migration:create -- NAME`: brings an empty database of each kind to the newest migration, compares it with
 * the entities and writes what is missing as a new migration, once for SQLite and once for PostgreSQL.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Store } from '@tillbridge/store';
import { freePort } from './free-port.ts';
import { startPostgreSql } from './postgresql.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'libs', 'store', 'src', 'migrations');

async function create(name: string, database: Store['settings']): Promise<void> {
  const store = await Store.open(database);
  await store.migrate();
  const statements = (await store.differsFromEntities()).trim();
  await store.close();
  if (statements === '') {
    process.stdout.write(`${database.kind}: entities and migrations agree\n`);
    return;
  }
  const path = join(MIGRATIONS, database.kind, `${name}.ts`);
  writeFileSync(path, migrationSource(name, statements));
  process.stdout.write(`${database.kind}: wrote ${path}; add it to index.ts beside it\n`);
}

function migrationSource(name: string, statements: string): string {
  const lines = statements
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) => `    this.addSql(\`${statement.replaceAll('`', '"')}\`);`);
  const className = `Migration${name.replace(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase())}`;
  return [
    "import { Migration } from '@mikro-orm/migrations';",
    '',
    `export class ${className} extends Migration {`,
    `  override name = '${name}';`,
    '',
    '  override up(): void {',
    ...lines,
    '  }',
    '}',
    '',
  ].join('\n');
}

const [name] = process.argv.slice(2);
if (name === undefined || !/^\d{8}-[a-z0-9-]+$/.test(name)) {
  process.stderr.write('usage: npm run migration:create -- YYYYMMDD-what-changes\n');
  process.exitCode = 2;
} else {
  await create(name, { kind: 'sqlite', path: ':memory:' });
  const server = await startPostgreSql({ port: await freePort() });
  try {
    await create(name, { kind: 'postgresql', url: server.url });
  } finally {
    await server.stop();
  }
}
