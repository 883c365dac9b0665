import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contextWith } from '../../testing/context.js';
import { dayWith } from '../../testing/day.js';
import { databaseDdl } from '../ddl.js';
import { createDatabaseOutput } from '../output.js';
import { openSchema, type Schema } from '../testing/postgresql.js';

const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
const output = createDatabaseOutput(() => 0.5);

let schema: Schema;
let settings: Readonly<Record<string, unknown>>;

beforeEach(async () => {
  schema = await openSchema(server);
  settings = { url: server, schema: schema.name, createTables: false };
  await schema.query(databaseDdl(settings));
});
afterEach(() => schema.drop());

interface Told {
  readonly problem?: string;
  readonly parameters?: { readonly statement?: string; readonly differences?: string };
}

async function deliver(...days: ReturnType<typeof dayWith>[]) {
  const receipts = await output.deliver(contextWith(settings), days);
  return receipts.map(({ status, cause }) => ({ status, cause, ...(cause?.detail as Told | undefined) }));
}

describe('a table that is not as it must be', () => {
  const DROP_VIEWS = 'drop view tillbridge_hourly, tillbridge_daily;';
  const NEW_RECEIPT = 'drop table tillbridge_location_day cascade; create table tillbridge_location_day';

  test.each([
    ['a missing column', 'alter table tillbridge_cell drop column utc_offset_minutes', /utc_offset_minutes is missing/],
    [
      'sales without cents',
      `${DROP_VIEWS} alter table tillbridge_cell alter sales type numeric(14,0)`,
      /sales is numeric\(14,0\), narrower than numeric/,
    ],
    [
      'sales as a float',
      `${DROP_VIEWS} alter table tillbridge_cell alter sales type double precision`,
      /sales is double precision, not numeric/,
    ],
    [
      'sales as money',
      `${DROP_VIEWS} alter table tillbridge_cell alter sales type money using 0::money`,
      /sales is money, not numeric/,
    ],
    [
      'a short id',
      `${DROP_VIEWS} alter table tillbridge_cell alter location_id type varchar(4)`,
      /location_id is character varying\(4\), narrower than text/,
    ],
    [
      'an id that is padded',
      `${DROP_VIEWS} alter table tillbridge_cell alter location_id type char(40)`,
      /location_id is character\(40\), not text/,
    ],
    [
      'instants without a zone',
      `${DROP_VIEWS} alter table tillbridge_cell alter start_utc type timestamp`,
      /start_utc is timestamp without time zone, not/,
    ],
    [
      'staff hours that must be known',
      'alter table tillbridge_cell alter staff_hours set not null',
      /staff_hours must be allowed to be empty/,
    ],
    [
      'a column of somebody else that must be filled',
      'alter table tillbridge_cell add column store text not null',
      /store is not Tillbridge's and must not be empty/,
    ],
    [
      'no key',
      'alter table tillbridge_cell drop constraint tillbridge_cell_pkey',
      /no primary key \(location_id, local_date, start_utc\)/,
    ],
  ])('(%s) is told by name before anything is written, and the statement mends it', async (_name, damage, says) => {
    await schema.query(damage);

    const [failed] = await deliver(dayWith());
    const checked = await output.check(contextWith(settings));
    await schema.query(failed?.parameters?.statement ?? '');

    expect(failed).toMatchObject({ status: 'retry', problem: 'database.columns_differ' });
    expect(failed?.parameters?.differences).toMatch(says);
    expect(checked.cause?.detail).toMatchObject({ problem: 'database.columns_differ' });
    expect(await schema.query('select from tillbridge_location_day')).toEqual([]);
    expect(await deliver(dayWith())).toMatchObject([{ status: 'accepted' }]);
    await schema.query(databaseDdl(settings));
    expect(await schema.query('select from tillbridge_daily')).toHaveLength(1);
  });

  test('and lacks several things is told with all of them', async () => {
    await schema.query(`${NEW_RECEIPT} (location_id text, revision text)`);

    const [failed] = await deliver(dayWith());

    expect(failed?.parameters?.differences?.split('; ')).toHaveLength(10);
  });

  test('but is a view is told as such', async () => {
    await schema.query(
      'alter table tillbridge_cell rename to other; create view tillbridge_cell as select * from other',
    );

    expect(await deliver(dayWith())).toMatchObject([{ status: 'retry', problem: 'database.not_a_table' }]);
  });

  test.each([
    'add column note text',
    `add column store text not null default 'x'`,
    'add column number bigint generated always as identity',
    'alter column cells type integer',
    'alter column message_id type varchar(300)',
    'alter column currency type char(3)',
  ])('is taken as it is with %s', async (change) => {
    await schema.query(`alter table tillbridge_location_day ${change}`);

    expect(await deliver(dayWith())).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('one day that a column has no room for', () => {
  const narrow = (change: string) =>
    schema.query(`drop view tillbridge_hourly, tillbridge_daily; alter table tillbridge_cell ${change}`);
  const others = [dayWith({ location: '0001' }), dayWith({ location: '0003' }), dayWith({ location: '0004' })];

  test.each([
    ['is too large', 'alter sales type numeric(6,2)', { sales: '123456.00' }],
    ['has more digits', 'alter items type numeric(14,3)', { items: '0.1234' }],
  ])(
    'because a figure %s waits unrounded, the others go through, and the statement mends it',
    async (_name, change, figures) => {
      await narrow(change);
      const large = dayWith({ location: '0002', figures: () => figures });

      const receipts = await deliver(...others, large);
      const failed = receipts[3];
      await schema.query(failed?.parameters?.statement ?? '');
      const mended = await deliver(large);

      expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'retry']);
      expect(failed?.problem).toBe('database.column_narrow');
      expect(failed?.cause?.message).toContain('location 0002');
      expect(mended).toMatchObject([{ status: 'accepted' }]);
    },
  );

  test('because its id is too long waits, and the statement mends it', async () => {
    await narrow('alter location_id type varchar(32)');
    const long = dayWith({ location: 'x'.repeat(33) });

    const receipts = await deliver(...others, long);
    await schema.query(receipts[3]?.parameters?.statement ?? '');

    expect(receipts.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined, 'database.column_narrow']);
    expect(await deliver(long)).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('a rule of the receiver', () => {
  const TRIGGER = `create function refuse() returns trigger language plpgsql as
    $$ begin if new.location_id = '0002' then raise exception 'store 0002 is closed'; end if; return new; end $$;
    create trigger refuse before insert on tillbridge_location_day for each row execute function refuse()`;

  test.each([
    ['a check constraint', `alter table tillbridge_cell add constraint closed check (location_id <> '0002')`, /closed/],
    ['a trigger', TRIGGER, /store 0002 is closed/],
    [
      'a foreign key',
      `create table place (id text primary key); insert into place values ('0001'), ('0003');
       alter table tillbridge_location_day add constraint known foreign key (location_id) references place`,
      /known/,
    ],
  ])('(%s) refuses its day alone and for good, whole', async (_name, rule, says) => {
    await schema.query(rule);

    const receipts = await deliver(...['0001', '0002', '0003'].map((location) => dayWith({ location })));

    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted']);
    expect(receipts[1]?.cause).toMatchObject({ code: 'output.refused', message: expect.stringMatching(says) });
    expect(await schema.query('select from tillbridge_cell')).toHaveLength(48);
    expect(await schema.query('select from tillbridge_location_day')).toHaveLength(2);
  });

  test('refuses a name that no database of this kind can hold', async () => {
    const receipts = await deliver(dayWith({ locationName: 'a\0b' }), dayWith({ location: '0002' }));

    expect(receipts.map(({ status }) => status)).toEqual(['refused', 'accepted']);
  });
});
