import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { contextWith } from '../../testing/context.js';
import { dayWith } from '../../testing/day.js';
import { createDatabaseOutput } from '../output.js';
import { openSchema, type Schema } from '../testing/postgresql.js';
import { openRole, type Role } from '../testing/role.js';
import { openProxy } from '../testing/proxy.js';
import { eventually } from '../../../../../test/support/eventually.ts';

const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
const LOCATIONS = ['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008', '0009', '0010'];

let schema: Schema;
let role: Role;
let other: pg.Client;
let settings: Readonly<Record<string, unknown>>;

beforeEach(async () => {
  schema = await openSchema(server);
  role = await openRole(schema, server);
  await schema.query(`grant create on database postgres to ${role.name}`);
  other = new pg.Client({ connectionString: server });
  await other.connect();
  await other.query(`set search_path to "${schema.name}"`);
  settings = { url: role.url, schema: schema.name };
});
afterEach(async () => {
  await other.end();
  await role.drop();
  await schema.drop();
});

function days(revision: number) {
  return LOCATIONS.map((location) => dayWith({ location, revision, figures: () => ({ sales: `${revision}.00` }) }));
}

const lockOf = (location: string) =>
  `update tillbridge_location_day set cells = cells where location_id = '${location}'`;

/** A statement of the delivery that waits for somebody's lock. */
async function waiting(): Promise<number | null> {
  const [row] = await schema.query(`select pid from pg_stat_activity where usename = $1 and wait_event_type = 'Lock'`, [
    role.name,
  ]);
  return row === undefined ? null : Number(row['pid']);
}

test('many writers of the same days in shuffled order never lock each other out, and the newest revision stands', async () => {
  let pauses = 0;
  const writers = Array.from({ length: 8 }, (_, writer) => {
    const output = createDatabaseOutput(() => {
      pauses++;
      return 0.5;
    });
    const shuffled = (revision: number) =>
      days(revision).toSorted(
        (left, right) => ((Number(left.location) * (writer + 3)) % 11) - ((Number(right.location) * (writer + 3)) % 11),
      );
    return async () => {
      for (const revision of [1, 2, 3, 4, 5, 6]) {
        const receipts = await output.deliver(contextWith(settings), shuffled(revision));
        expect(receipts.filter(({ cause }) => cause !== undefined)).toEqual([]);
      }
    };
  });

  await Promise.all(writers.map((write) => write()));

  expect(pauses).toBe(0);
  const held = await schema.query('select distinct sales::text, c.revision from tillbridge_cell c');
  expect(held).toEqual([{ sales: '6.00', revision: '6' }]);
});

test('a deadlock forced by somebody else costs a pause, not the delivery', async () => {
  const pauses: number[] = [];
  const output = createDatabaseOutput(() => pauses.push(0) - 1);
  await output.deliver(contextWith(settings), days(1));
  await other.query("set deadlock_timeout = '1min'"); // so that it is the delivery that is ended
  await other.query('begin');
  await other.query(lockOf('0005'));

  const delivery = output.deliver(contextWith(settings), days(2));
  await eventually(waiting, 'nobody waits for a lock');
  const theirs = await other.query(lockOf('0001')).then(
    () => 'went through',
    () => 'ended',
  );
  await other.query('rollback');

  expect((await delivery).map(({ status }) => status)).toEqual(LOCATIONS.map(() => 'accepted'));
  expect([theirs, pauses.length]).toEqual(['went through', 1]);
});

test('a lock held too long is waited for again', async () => {
  let released = 0;
  const output = createDatabaseOutput(() => {
    released++;
    void other.query('rollback');
    return 0;
  });
  await output.deliver(contextWith(settings), days(1));
  await other.query('begin');
  await other.query(lockOf('0003'));

  const receipts = await output.deliver(contextWith({ ...settings, lockSeconds: 1 }), days(2));

  expect(released).toBe(1);
  expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(['accepted']));
});

test('a statement that takes too long is ended and told with its limit', async () => {
  const output = createDatabaseOutput(() => 0);
  await output.deliver(contextWith(settings), days(1));
  await other.query('begin');
  await other.query(lockOf('0003'));

  const limits = { statementSeconds: 1, lockSeconds: 60 };
  const receipts = await output.deliver(contextWith({ ...settings, ...limits }), days(2));
  await other.query('rollback');

  expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(['retry']));
  expect(receipts[0]?.cause?.detail).toMatchObject({ problem: 'database.slow', parameters: { seconds: 1 } });
});

test('a connection that the server ends in the middle of a batch is made anew, and the batch stands once', async () => {
  const output = createDatabaseOutput(() => 0);
  await output.deliver(contextWith(settings), days(1));
  await other.query('begin');
  await other.query(lockOf('0005'));

  const delivery = output.deliver(contextWith(settings), days(2));
  const pid = await eventually(waiting, 'nobody waits for a lock');
  await schema.query('select pg_terminate_backend($1)', [pid]);
  await other.query('rollback');

  expect((await delivery).map(({ status }) => status)).toEqual(LOCATIONS.map(() => 'accepted'));
  const held = await schema.query('select sales::text, count(*) from tillbridge_cell group by sales');
  expect(held).toEqual([{ sales: '2.00', count: '240' }]);
});

test('a delivery that is stopped leaves nothing half done and no connection behind', async () => {
  const output = createDatabaseOutput(() => 0);
  await output.deliver(contextWith(settings), days(1));
  await other.query('begin');
  await other.query(lockOf('0005'));
  const stop = new AbortController();

  const patient = contextWith({ ...settings, statementSeconds: 600, lockSeconds: 120 });
  const delivery = output.deliver({ ...patient, signal: stop.signal }, days(2));
  await eventually(waiting, 'nobody waits for a lock');
  stop.abort();
  const receipts = await delivery;
  await other.query('rollback');

  expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(['retry']));
  expect(receipts[0]?.cause?.detail).toMatchObject({ problem: 'database.stopped' });
  await eventually(async () => {
    const left = await schema.query('select from pg_stat_activity where usename = $1', [role.name]);
    return left.length === 0;
  }, 'a connection is left');
  expect(await schema.query('select distinct sales::text from tillbridge_cell')).toEqual([{ sales: '1.00' }]);
});

test('a server that falls silent in the middle is given up, with nothing left waiting', async () => {
  const output = createDatabaseOutput(() => 0);
  await output.deliver(contextWith(settings), days(1));
  await other.query('begin');
  await other.query(lockOf('0005'));
  await using proxy = await openProxy(role.url);
  const limits = { connectSeconds: 1, statementSeconds: 1, lockSeconds: 120 };

  const delivery = output.deliver(contextWith({ ...settings, ...limits, url: proxy.url }), days(2));
  await eventually(waiting, 'nobody waits for a lock');
  proxy.fallSilent();
  const since = Date.now();
  const receipts = await delivery;
  const waited = Date.now() - since;
  await other.query('rollback');

  expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(['retry']));
  expect(receipts[0]?.cause?.detail).toMatchObject({ problem: 'database.unreachable' });
  // One answer (1 s and 5 s of grace) and one connection (1 s), and not the goodbye on top.
  expect(waited).toBeLessThan(11_000);
  expect(await schema.query('select distinct sales::text from tillbridge_cell')).toEqual([{ sales: '1.00' }]);
});
