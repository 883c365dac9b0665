import { describeOutput } from '@tillbridge/plugin-kit/suite';
import { outputKinds } from '../kinds.js';
import { openPostgreSqlReceiver, openSqliteReceiver } from './testing/receiver.js';

const database = outputKinds().get('database');
if (database === undefined) throw new Error('there is no output kind database');
const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
const good = { url: 'postgresql://writer@db.example.com/tally' };

describeOutput({
  name: 'database, on SQLite',
  ...database,
  refused: [
    { url: 'sqlite:' },
    { url: 'sqlite::memory:' },
    { url: 'sqlite:tally.db?mode=memory' },
    { url: 'sqlite:tally.db', password: 'x' },
    { url: 'sqlite:tally.db', schema: 'public' },
    { url: 'sqlite:tally.db', tls: 'off' },
    { url: 'sqlite:tally.db', prefix: 'Tally"' },
  ],
  open: async () => openSqliteReceiver(),
});

describeOutput({
  name: 'database, on PostgreSQL',
  ...database,
  refused: [
    {},
    { url: 'mysql://writer@db.example.com/tally' },
    { url: 'https://db.example.com/tally' },
    { url: 'postgresql://db.example.com/tally' },
    { url: 'postgresql://writer@db.example.com' },
    { url: 'postgresql://writer@db.example.com/tally?sslmode=disable' },
    { ...good, schema: 'tally; drop table x' },
    { ...good, schema: 'a'.repeat(64) },
    { ...good, prefix: 'tally"; drop table x' },
    { ...good, prefix: 'a'.repeat(41) },
    { ...good, prefix: '' },
    { ...good, prefix: '1_' },
    { ...good, tls: 'prefer' },
    { ...good, createTables: 'yes' },
    { ...good, batchRows: 0 },
    { ...good, lockSeconds: 0 },
    { ...good, unknown: true },
  ],
  open: () => openPostgreSqlReceiver(server),
});
