import fc from 'fast-check';

import type { FoldInput } from '../fold/fold.js';
import type { TallyRules } from '../fold/rules.js';
import type { Cover } from '../time/cover.js';
import type { Line, Sale } from '../trade/sale.js';
import type { Shift } from '../trade/shift.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Ordinary days and every kind of odd one. */
export const ODD_DAYS: readonly (readonly [zone: string, date: string])[] = [
  ['America/Toronto', '2026-05-14'],
  ['America/Toronto', '2026-03-08'],
  ['America/Toronto', '2026-11-01'],
  ['America/St_Johns', '2026-03-08'],
  ['America/St_Johns', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Kathmandu', '2026-05-14'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-17'],
  ['Pacific/Apia', '2011-12-29'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/St_Johns', '2010-11-06'],
  ['UTC', '2026-05-14'],
];

export const anOddDay = fc.constantFrom(...ODD_DAYS);

export const aDecimal = fc.tuple(fc.boolean(), fc.nat(1_000_000), fc.nat(4)).map(([negative, units, digits]) => {
  const text = String(units).padStart(digits + 1, '0');
  const plain = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, '');
  return negative && plain !== '0' ? `-${plain}` : plain;
});

const someLine: fc.Arbitrary<Line> = fc.record({
  kind: fc.constantFrom('item', 'item', 'miscellaneous', 'giftCard', 'deposit', 'storeCredit', 'rebate', 'fee'),
  quantity: fc.constantFrom('1', '2', '-1', '0.5', '-0.25', '0', '3'),
  unitPrice: fc.constantFrom('10', '0', '19.99', '-100'),
});

/** Within 28 hours around the middle of the date, so that some fall on its neighbours. */
function someInstant(date: string): fc.Arbitrary<number> {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return fc.integer({ min: midnight - 20 * HOUR, max: midnight + 44 * HOUR });
}

export function someSales(date: string): fc.Arbitrary<Sale[]> {
  const sale = fc.record({
    id: fc.nat(99_999).map(String),
    shop: fc.constantFrom('1', '2'),
    state: fc.constantFrom('completed', 'completed', 'completed', 'completed', 'voided', 'open'),
    completedAt: fc.option(someInstant(date), { freq: 20 }),
    net: aDecimal,
    gross: aDecimal,
    currency: fc.constantFrom('CAD', 'CAD', null, 'USD'),
    register: fc.constantFrom('1', '2', null),
    source: fc.constantFrom(null, null, 'web'),
    employee: fc.constant(null),
    lines: fc.array(someLine, { maxLength: 4 }),
  });
  return fc.array(sale, { maxLength: 40 });
}

export function someShifts(date: string): fc.Arbitrary<Shift[]> {
  const shift = fc
    .record({
      id: fc.nat(99_999).map(String),
      shop: fc.constantFrom('1', '2'),
      employee: fc.constantFrom('7', '8', '9'),
      start: someInstant(date),
      length: fc.option(fc.integer({ min: -HOUR, max: 30 * HOUR }), { freq: 4 }),
    })
    .map(({ length, ...rest }) => ({ ...rest, end: length === null ? null : rest.start + length }));
  return fc.array(shift, { maxLength: 5 });
}

export const someRules: fc.Arbitrary<TallyRules> = fc.record({
  salesAmount: fc.constantFrom('net', 'gross'),
  countMiscellaneousLines: fc.boolean(),
  countRefundTickets: fc.boolean(),
  maxShift: fc.constantFrom(16 * HOUR, 4 * HOUR),
  excludeEmployees: fc.constantFrom([], ['9']),
  excludeRegisters: fc.constantFrom([], ['2']),
  excludeSources: fc.constantFrom([], ['web']),
  grain: fc.constantFrom(60, 30, 15),
  openHour: fc.boolean(),
  zeroRows: fc.constantFrom('all', 'none'),
});

/** Readings on whole minutes, with gaps and of different ages, around the date; sometimes one that holds everything. */
export function someCover(date: string): fc.Arbitrary<Cover[]> {
  const first = Date.parse(`${date}T00:00:00Z`) - 60 * HOUR;
  const whole = fc.constant<Cover[]>([{ from: first, to: first + 130 * HOUR, asOf: first + 140 * HOUR }]);
  const piece = fc.record({
    gap: fc.constantFrom(0, 0, 0, 7 * MINUTE, 2 * HOUR),
    length: fc.integer({ min: 1, max: 60 * 60 }).map((minutes) => minutes * MINUTE),
    age: fc.integer({ min: 0, max: 72 * 60 }).map((minutes) => minutes * MINUTE),
  });
  const pieces = fc.array(piece, { maxLength: 6 }).map((list) => {
    let reached = first;
    return list.map(({ gap, length, age }) => {
      const from = reached + gap;
      reached = from + length;
      return { from, to: reached, asOf: reached + age };
    });
  });
  return fc.oneof(whole, pieces);
}

export const someFoldInput: fc.Arbitrary<FoldInput> = anOddDay.chain(([zone, date]) =>
  fc.record({
    date: fc.constant(date),
    zone: fc.constant(zone),
    currency: fc.constantFrom('CAD', 'CAD', null),
    rules: someRules,
    sales: someSales(date),
    shifts: someShifts(date),
    salesCover: someCover(date),
    shiftsCover: fc.option(someCover(date), { freq: 6 }),
  }),
);
