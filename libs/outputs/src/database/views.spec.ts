import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contextWith } from '../testing/context.js';
import { dayWith, figuresOf } from '../testing/day.js';
import { createDatabaseOutput } from './output.js';
import { GROUNDS, textsOf, type Ground } from './testing/ground.js';

const output = createDatabaseOutput(() => 0.5);

describe.each(GROUNDS)('the views for analysts in $kind', ({ open }) => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open();
  });
  afterEach(() => ground.close());

  const deliver = (day: ReturnType<typeof dayWith>) => output.deliver(contextWith(ground.settings), [day]);

  async function one(view: string, where = ''): Promise<Record<string, string | number | null>> {
    const [row] = textsOf(await ground.query(`select * from tillbridge_${view} ${where}`));
    return Object.fromEntries(
      Object.entries(row ?? {}).map(([name, value]) => [
        name,
        value !== null && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value,
      ]),
    );
  }

  test('add up the two runs of a repeated hour', async () => {
    await deliver(
      dayWith({ date: '2024-11-03', figures: ({ label }) => (label === '01:00' ? figuresOf('10.10', 2, 3, 1) : null) }),
    );

    expect(await one('hourly')).toMatchObject({
      hour: 1,
      hour_label: '01:00',
      sales: 20.2,
      transactions: 4,
      items: 6,
      staff_hours: 2,
      location_name: 'Harbour',
    });
  });

  test('add up cells finer than an hour', async () => {
    await deliver(
      dayWith({ grain: 15, figures: ({ label }) => (label.startsWith('13:') ? figuresOf('0.10', 1, 1, 0.25) : null) }),
    );

    expect(await one('hourly')).toMatchObject({ hour_label: '13:00', sales: 0.4, transactions: 4, staff_hours: 1 });
  });

  test('give each daily ratio as one of sums', async () => {
    const hours = [figuresOf('100', 1, 1, 1), figuresOf('1', 9, 2, 3)];
    await deliver(dayWith({ figures: ({ index }) => hours[index] ?? null }));

    expect(await one('daily')).toMatchObject({
      sales: 101,
      transactions: 10,
      average_sale: 10.1,
      items_per_transaction: 0.3,
      sales_per_staff_hour: 25.25,
    });
  });

  test('have no ratio where there is nothing to divide by', async () => {
    await deliver(dayWith({ figures: ({ index }) => (index === 0 ? figuresOf('-5', 0, -1, 0) : null) }));

    expect(await one('daily')).toMatchObject({
      sales: -5,
      average_sale: null,
      items_per_transaction: null,
      staff_hours: 0,
      sales_per_staff_hour: null,
    });
  });

  test('have no staff hours, and no ratio of them, where those of one cell are unknown', async () => {
    await deliver(dayWith({ figures: ({ index }) => ({ sales: '1', staffSeconds: index === 5 ? null : 60 }) }));

    expect(await one('daily')).toMatchObject({ sales: 24, staff_hours: null, sales_per_staff_hour: null });
    expect(await one('hourly', 'where hour = 5')).toMatchObject({ sales: 1, staff_hours: null });
    expect(await one('hourly', 'where hour = 6')).toMatchObject({ staff_hours: 0.02 });
  });

  test('leave withdrawn cells out', async () => {
    await deliver(dayWith({ figures: ({ index }) => ({ ...figuresOf('1', 1, 1, 1), withdrawn: index > 0 }) }));

    expect(await one('daily')).toMatchObject({ sales: 1, transactions: 1, staff_hours: 1 });
    expect(await ground.query('select * from tillbridge_hourly')).toHaveLength(1);
  });

  test('sum cents exactly', async () => {
    await deliver(dayWith({ figures: () => ({ sales: '0.1' }) }));

    expect((await one('daily'))['sales']).toBe(2.4);
  });

  test('round halves away from zero, as every other output does', async () => {
    const HOURS_1_515 = 5_454 / 3_600;
    const hours = [figuresOf('2.01', 8, 1, HOURS_1_515), figuresOf('-4.02', 8, 1, 0)];
    await deliver(dayWith({ figures: ({ index }) => hours[index] ?? null }));

    expect(await one('hourly', 'where hour = 0')).toMatchObject({ staff_hours: 1.52 });
    expect(await one('daily')).toMatchObject({ sales: -2.01, average_sale: -0.1256, staff_hours: 1.52 });
  });

  test('round the half of a ratio away from zero', async () => {
    await deliver(dayWith({ figures: ({ index }) => (index === 0 ? figuresOf('2.01', 8, 1, 1) : null) }));

    expect(await one('daily')).toMatchObject({ average_sale: 0.2513 });
  });
});
