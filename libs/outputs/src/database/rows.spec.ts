import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contextWith } from '../testing/context.js';
import { dayWith } from '../testing/day.js';
import { createDatabaseOutput } from './output.js';
import { GROUNDS, textsOf, type Ground } from './testing/ground.js';

const output = createDatabaseOutput(() => 0.5);

describe.each(GROUNDS)('the rows in $kind', ({ open }) => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open();
  });
  afterEach(() => ground.close());

  async function deliver(...days: ReturnType<typeof dayWith>[]) {
    return (await output.deliver(contextWith(ground.settings), days)).map(({ status }) => status);
  }

  test('hold money to the cent and quantities with every digit, however large or small', async () => {
    const figures = ['0.1', '0.2', '123456789012345.67', '-9007199254740993.01'];
    const items = ['0.3', '1234567890.123456789', '-0.000001', '0'];
    const day = dayWith({
      figures: ({ index }) => (index < 4 ? { sales: figures[index] ?? '', items: items[index] ?? '' } : null),
    });

    await deliver(day);

    const rows = textsOf(
      await ground.query(
        'select cast(sales as text) as sales, cast(items as text) as items from tillbridge_cell order by start_utc',
      ),
    );
    expect(rows.map(({ sales }) => sales)).toEqual(['0.10', '0.20', '123456789012345.67', '-9007199254740993.01']);
    expect(rows.map((row) => row['items'])).toEqual(items);
  });

  test('round money once, to the digits of its currency, halves away from zero', async () => {
    const sales = ['2.5', '-2.5', '2.4999'];
    const day = dayWith({
      currency: 'JPY',
      currencyDigits: 0,
      figures: ({ index }) => (index < 3 ? { sales: sales[index] ?? '' } : null),
    });

    await deliver(day);

    const rows = textsOf(await ground.query('select cast(sales as text) as s from tillbridge_cell order by start_utc'));
    expect(rows.map(({ s }) => s)).toEqual(['3', '-3', '2']);
  });

  test('keep unknown staff hours empty and known ones exact', async () => {
    const seconds = [null, 0, 1, 5400];
    const day = dayWith({ figures: ({ index }) => (index < 4 ? { staffSeconds: seconds[index] ?? null } : null) });

    await deliver(day);

    const rows = textsOf(
      await ground.query(
        'select cast(staff_hours as text) as hours, staff_seconds as seconds from tillbridge_cell order by start_utc',
      ),
    );
    expect(rows).toEqual([
      { hours: null, seconds: null },
      { hours: '0.00', seconds: '0' },
      { hours: '0.00', seconds: '1' },
      { hours: '1.50', seconds: '5400' },
    ]);
  });

  test('keep the two runs of a repeated hour apart and have none of a skipped one', async () => {
    const back = dayWith({ date: '2024-11-03' });
    const forward = dayWith({ date: '2024-03-10' });

    await deliver(back, forward);

    const hours = textsOf(
      await ground.query(
        `select minute_of_day, utc_offset_minutes as away from tillbridge_cell
         where minute_of_day in (60, 120) order by local_date, start_utc`,
      ),
    );
    expect(hours).toEqual([
      { minute_of_day: '60', away: '-300' },
      { minute_of_day: '60', away: '-240' },
      { minute_of_day: '60', away: '-300' },
      { minute_of_day: '120', away: '-300' },
    ]);
  });

  test.each([
    `'); drop table tillbridge_cell; --`,
    `"} , {null\\`,
    'NULL',
    '{}',
    '\\x00',
    'é\u0301港🛍️',
    '$1',
    '@location_id',
    '',
  ])('take the location id %j letter by letter', async (location) => {
    const statuses = await deliver(dayWith({ location, locationName: location, timeZone: 'America/Toronto' }));

    expect(statuses).toEqual(['accepted']);
    const rows = await ground.query(
      'select distinct location_id, location_name from tillbridge_location_day join tillbridge_cell using (location_id)',
    );
    expect(rows).toEqual([{ location_id: location, location_name: location }]);
  });

  test('of a withdrawn cell stay with zeros and the mark, its staff hours unknown where they always were', async () => {
    await deliver(
      dayWith({ figures: ({ index }) => (index < 2 ? { sales: '5', transactions: 1, items: '1' } : null) }),
    );

    await deliver(
      dayWith({
        revision: 2,
        figures: ({ index }) =>
          index < 2
            ? { sales: '5', transactions: 1, items: '1', withdrawn: true, staffSeconds: index === 0 ? null : 60 }
            : null,
      }),
    );

    const rows = textsOf(
      await ground.query(
        `select cast(sales as text) as sales, transactions, cast(items as text) as items, staff_seconds
         from tillbridge_cell where withdrawn order by start_utc`,
      ),
    );
    expect(rows).toEqual([
      { sales: '0.00', transactions: '0', items: '0', staff_seconds: null },
      { sales: '0.00', transactions: '0', items: '0', staff_seconds: '0' },
    ]);
  });
});

describe.each(GROUNDS)('the guard in $kind', ({ open }) => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open();
  });
  afterEach(() => ground.close());

  const CONTENT =
    'select local_date, start_utc, cast(sales as text) as sales, revision, withdrawn from tillbridge_cell order by start_utc';
  const RECEIPT = 'select * from tillbridge_location_day';

  function revision(number: number, over: Parameters<typeof dayWith>[0] = {}) {
    return dayWith({ revision: number, figures: () => ({ sales: `${number}.50` }), ...over });
  }

  async function deliver(...days: ReturnType<typeof dayWith>[]) {
    return (await output.deliver(contextWith(ground.settings), days)).map(({ status }) => status);
  }

  test('lets an older revision change neither cells nor receipt', async () => {
    await deliver(revision(3));
    const before = [await ground.query(CONTENT), await ground.query(RECEIPT)];

    const statuses = await deliver(
      revision(2, { locationName: 'Elsewhere', figures: ({ index }) => (index === 0 ? {} : null) }),
    );

    expect(statuses).toEqual(['unchanged']);
    expect([await ground.query(CONTENT), await ground.query(RECEIPT)]).toEqual(before);
  });

  test('lets the same revision mend rows that somebody edited, and says unchanged where there was nothing to mend', async () => {
    await deliver(revision(1));
    const before = await ground.query(CONTENT);

    const again = await deliver(revision(1));
    await ground.query("update tillbridge_cell set sales = '99.99'");
    const mending = await deliver(revision(1));

    expect([again, mending]).toEqual([['unchanged'], ['accepted']]);
    expect(await ground.query(CONTENT)).toEqual(before);
  });

  test('lets the same revision bring the new name of its location, and says unchanged where it is there', async () => {
    await deliver(dayWith({ locationName: 'Harbour' }));

    const statuses = [];
    for (const locationName of ['Harbour Pier', 'Harbour Pier'])
      statuses.push(...(await deliver(dayWith({ locationName }))));

    expect(statuses).toEqual(['accepted', 'unchanged']);
    const rows = await ground.query('select location_name from tillbridge_location_day');
    expect(rows).toEqual([{ location_name: 'Harbour Pier' }]);
  });

  test('marks a cell that a newer revision no longer has, and revives it when it is back', async () => {
    await deliver(revision(1));

    await deliver(revision(2, { figures: ({ index }) => (index === 0 ? null : { sales: '2' }) }));
    const gone = textsOf(await ground.query(CONTENT))[0];
    await deliver(revision(3));
    const back = textsOf(await ground.query(CONTENT))[0];

    expect(gone).toMatchObject({ revision: '2' });
    expect(['true', '1']).toContain(gone?.['withdrawn']);
    expect(Number(gone?.['sales'])).toBe(0);
    expect(back).toMatchObject({ sales: '3.50', revision: '3' });
    expect(['false', '0']).toContain(back?.['withdrawn']);
  });

  test('is a day’s own: other days and locations of the same call go through', async () => {
    await deliver(revision(5));

    const statuses = await deliver(revision(4), revision(4, { date: '2024-06-04' }), revision(4, { location: '0002' }));

    expect(statuses).toEqual(['unchanged', 'accepted', 'accepted']);
  });

  test('takes ten thousand rows in batches of whole days and loses none', async () => {
    const days = Array.from({ length: 420 }, (_, index) =>
      revision(1, {
        location: String(index % 20).padStart(4, '0'),
        date: `2024-0${1 + Math.floor(index / 140)}-${String(1 + (Math.floor(index / 20) % 7)).padStart(2, '0')}`,
      }),
    );

    const statuses = await output.deliver(contextWith({ ...ground.settings, batchRows: 100 }), days);

    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set(['accepted']));
    const [sum] = textsOf(
      await ground.query('select count(*) as cells, count(distinct location_id) as places from tillbridge_cell'),
    );
    expect(sum).toEqual({ cells: String(days.reduce((cells, day) => cells + day.cells.length, 0)), places: '20' });
  });
});
