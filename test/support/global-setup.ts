import { freePort } from './free-port.ts';
import { startPostgreSql, type PostgreSqlServer } from './postgresql.ts';

declare global {
  var tillbridgePostgreSql: PostgreSqlServer | undefined;
}

/** One PostgreSQL for all test files; each takes a database of its own. */
export default async function globalSetup(): Promise<void> {
  globalThis.tillbridgePostgreSql = await startPostgreSql({ port: await freePort() });
  process.env['TILLBRIDGE_TEST_POSTGRESQL'] = globalThis.tillbridgePostgreSql.url;
}
