import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contextWith } from '../../testing/context.js';
import { dayWith } from '../../testing/day.js';
import { databaseDdl } from '../ddl.js';
import { createDatabaseOutput } from '../output.js';
import { openSchema, type Schema } from '../testing/postgresql.js';
import { openRole, type Role } from '../testing/role.js';

const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
const output = createDatabaseOutput(() => 0.5);

let schema: Schema;
let role: Role;
let settings: Readonly<Record<string, unknown>>;

beforeEach(async () => {
  schema = await openSchema(server);
  role = await openRole(schema, server);
  settings = { url: role.url, schema: schema.name };
});
afterEach(async () => {
  await role.drop();
  await schema.drop();
});

async function deliver(over: Readonly<Record<string, unknown>> = {}) {
  const [receipt] = await output.deliver(contextWith({ ...settings, ...over }), [dayWith()]);
  const { problem, parameters } = (receipt?.cause?.detail ?? {}) as {
    problem?: string;
    parameters?: { statement: string };
  };
  return { status: receipt?.status, problem, statement: parameters?.statement ?? '', message: receipt?.cause?.message };
}

async function check(over: Readonly<Record<string, unknown>> = {}) {
  const { status, cause } = await output.check(contextWith({ ...settings, ...over }));
  return { status, problem: (cause?.detail as { problem?: string } | undefined)?.problem };
}

describe('a role with the rights of the printed statements alone', () => {
  beforeEach(async () => {
    await schema.query(databaseDdl(settings));
  });

  test.each([true, false])('delivers, corrects and withdraws with createTables: %s', async (createTables) => {
    const context = contextWith({ ...settings, createTables });

    const statuses = [
      await output.deliver(context, [dayWith()]),
      await output.deliver(context, [dayWith({ revision: 2, figures: ({ index }) => (index < 20 ? {} : null) })]),
      await output.deliver(context, [dayWith({ revision: 1 })]),
    ].map(([receipt]) => receipt?.status);

    expect(statuses).toEqual(['accepted', 'accepted', 'unchanged']);
    expect(await schema.query('select from tillbridge_cell where withdrawn')).toHaveLength(4);
    expect(await check({ createTables })).toEqual({ status: 'ok', problem: undefined });
  });

  test.each(['delete from', 'truncate', 'drop table', 'alter table tillbridge_cell add column x int; select from'])(
    'may not %s',
    async (words) => {
      await schema.query(`set role ${role.name}`);

      const attempt = schema.query(`${words} tillbridge_cell`);

      await expect(attempt).rejects.toMatchObject({ code: '42501' });
      await schema.query('reset role');
    },
  );

  test('printed statements can be run again without harm', async () => {
    await deliver();

    await schema.query(databaseDdl(settings));

    expect(await schema.query('select from tillbridge_cell')).toHaveLength(24);
  });

  test.each(['select', 'insert', 'update'])(
    'without the right to %s is told the grant, which mends it',
    async (right) => {
      await schema.query(`revoke ${right} on tillbridge_cell from ${role.name}`);

      const failed = await deliver();
      const checked = await check();
      await schema.query(failed.statement);

      expect(failed).toMatchObject({ status: 'retry', problem: 'database.permission' });
      expect(failed.statement).toContain(`grant select, insert, update on "${schema.name}"."tillbridge_location_day"`);
      expect(checked).toEqual({ status: 'failed', problem: 'database.permission' });
      expect(await schema.query('select from tillbridge_location_day')).toEqual([]);
      expect((await deliver()).status).toBe('accepted');
    },
  );

  test('without the right to the schema is told the grant, which mends it', async () => {
    await schema.query(`revoke usage on schema "${schema.name}" from ${role.name}`);

    const failed = await deliver();
    const checked = await check();
    await schema.query(failed.statement);

    expect(failed).toMatchObject({ status: 'retry', problem: 'database.permission' });
    expect(checked).toEqual({ status: 'failed', problem: 'database.permission' });
    expect((await deliver()).status).toBe('accepted');
  });

  test('that was set to read only is told so, and nothing overrides the setting', async () => {
    await schema.query(`alter role ${role.name} set default_transaction_read_only = on`);

    const failed = await deliver();

    expect(failed).toMatchObject({ status: 'retry', problem: 'database.read_only' });
    expect(await check()).toEqual({ status: 'failed', problem: 'database.read_only' });
  });
});

describe('missing tables', () => {
  test('that the role may not make are told as a missing right, in a delivery as in a check', async () => {
    await schema.query(`create schema "${schema.name}"`);
    await schema.query(`grant usage on schema "${schema.name}" to ${role.name}`);

    expect(await deliver()).toMatchObject({ status: 'retry', problem: 'database.permission' });
    expect(await check()).toEqual({ status: 'failed', problem: 'database.permission' });
  });

  test('are named where Tillbridge was told not to make any, with a statement that makes them', async () => {
    await schema.query(`create schema "${schema.name}"`);
    await schema.query(`grant usage, create on schema "${schema.name}" to ${role.name}`);

    const failed = await deliver({ createTables: false });
    const checked = await check({ createTables: false });

    expect(failed).toMatchObject({ status: 'retry', problem: 'database.table_missing' });
    expect(failed.message).toContain(`"${schema.name}"."tillbridge_location_day"`);
    expect(checked).toEqual({ status: 'failed', problem: 'database.table_missing' });
    await schema.query(failed.statement);
    expect(await schema.query('select from tillbridge_location_day')).toEqual([]);
  });

  test('are made, with their schema, where the role may; a mere check makes none', async () => {
    await schema.query(`grant create on database postgres to ${role.name}`);

    const before = await check();
    const schemas = await schema.query(`select from pg_namespace where nspname = '${schema.name}'`);
    const delivered = await deliver();

    expect(before).toEqual({ status: 'ok', problem: undefined });
    expect(schemas).toEqual([]);
    expect(delivered.status).toBe('accepted');
    expect(await check()).toEqual({ status: 'ok', problem: undefined });
  });

  test('are made once by many that begin at the same moment', async () => {
    await schema.query(`grant create on database postgres to ${role.name}`);

    const deliveries = await Promise.all(Array.from({ length: 8 }, () => deliver()));

    expect(deliveries.map(({ problem }) => problem)).toEqual(Array.from({ length: 8 }, () => undefined));
    expect(await schema.query('select from tillbridge_cell')).toHaveLength(24);
  });
});

test('no connection is left open after a delivery or a check, whether it went well or not', async () => {
  await schema.query(databaseDdl(settings));
  const connections = () => schema.query('select from pg_stat_activity where usename = $1', [role.name]);

  await deliver();
  await check();
  await schema.query(`revoke all on tillbridge_cell from ${role.name}`);
  await deliver();
  await check();

  const limit = Date.now() + 5_000;
  while ((await connections()).length > 0 && Date.now() < limit) await schema.query('select pg_sleep(0.01)');
  expect(await connections()).toEqual([]);
});
