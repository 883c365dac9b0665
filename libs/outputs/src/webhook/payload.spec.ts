import { expect, test } from '@jest/globals';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { dayWith } from '../testing/day.js';
import { bodyOf, MAX_BODY_BYTES } from './payload.js';

interface Body {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>> & {
    readonly hours: ReadonlyArray<Readonly<Record<string, unknown>>>;
  };
}

function read(day: LocationDay): Body {
  return JSON.parse(bodyOf(day)) as Body;
}

test('a body says everything that a receiver needs to place the figures, its revision too', () => {
  const day = dayWith({
    revision: 3,
    figures: ({ label }) =>
      label === '09:00' ? { sales: '600.755', transactions: 8, items: '12.5', staffSeconds: 5400, revision: 2 } : null,
  });

  expect(read(day)).toEqual({
    type: 'tillbridge.location_day.updated',
    timestamp: '2024-06-03T14:00:00Z',
    data: {
      location: '0001',
      locationName: 'Harbour',
      date: '2024-06-03',
      timeZone: 'America/Toronto',
      currency: 'CAD',
      grain: 60,
      revision: 3,
      hours: [
        {
          start: '2024-06-03T13:00:00Z',
          end: '2024-06-03T14:00:00Z',
          localStart: '09:00',
          utcOffset: '-04:00',
          sales: '600.76',
          transactions: 8,
          items: '12.5',
          staffHours: '1.50',
          revision: 2,
          withdrawn: false,
        },
      ],
    },
  });
});

test('money has the digits of its currency', () => {
  const salesOf = (currency: string, currencyDigits: number) =>
    read(dayWith({ currency, currencyDigits, figures: () => ({ sales: '-1234.5678' }) })).data.hours[0]?.['sales'];

  expect([salesOf('JPY', 0), salesOf('CAD', 2), salesOf('KWD', 3)]).toEqual(['-1235', '-1234.57', '-1234.568']);
});

test('unknown staff hours are null and nobody there is 0.00', () => {
  const day = dayWith({ figures: ({ index }) => ({ staffSeconds: index === 0 ? null : 0 }) });

  const staff = read(day).data.hours.map(({ staffHours }) => staffHours);

  expect(staff.slice(0, 2)).toEqual([null, '0.00']);
});

test('a withdrawn hour is marked and emptied, its unknown staff hours stay unknown', () => {
  const figures = { sales: '7', transactions: 7, items: '7', withdrawn: true };
  const day = dayWith({ figures: ({ index }) => ({ ...figures, staffSeconds: index === 0 ? null : 60 }) });

  const emptied = { sales: '0.00', transactions: 0, items: '0', withdrawn: true };
  expect(read(day).data.hours.slice(0, 2)).toMatchObject([
    { ...emptied, staffHours: null },
    { ...emptied, staffHours: '0.00' },
  ]);
});

test('an hour that the clocks repeat is there twice, told apart by start and offset; a skipped one is not there', () => {
  const repeated = read(dayWith({ date: '2024-11-03' })).data.hours;
  const skipped = read(dayWith({ date: '2024-03-10' })).data.hours;

  expect(repeated).toHaveLength(25);
  expect(repeated.filter(({ localStart }) => localStart === '01:00')).toMatchObject([
    { start: '2024-11-03T05:00:00Z', utcOffset: '-04:00' },
    { start: '2024-11-03T06:00:00Z', utcOffset: '-05:00' },
  ]);
  expect(skipped.map(({ localStart }) => localStart)).not.toContain('02:00');
});

test('the longest day at the finest grain with the longest figures stays far below the limit', () => {
  const longest = { sales: `-${'9'.repeat(38)}.99`, items: `-${'9'.repeat(36)}.1234`, transactions: -99999 };
  const day = dayWith({ date: '2024-11-03', grain: 15, locationName: '港'.repeat(500), figures: () => longest });

  expect(day.cells).toHaveLength(100);
  expect(Buffer.byteLength(bodyOf(day))).toBeLessThan(MAX_BODY_BYTES * 0.6);
});
