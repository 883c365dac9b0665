/** The demo has the same use for it, and may import nothing of the tests. */
export {
  createDatabase,
  type PostgreSqlServer,
  startPostgreSql,
} from '../../apps/cli/src/demo/processes/postgresql-server.ts';
