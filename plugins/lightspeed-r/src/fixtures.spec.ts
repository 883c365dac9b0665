import { describe, expect, it } from '@jest/globals';
import { listOf, type Row } from './decode.js';
import { classify } from './failure.js';
import { observeRate } from './rate.js';
import { decodeRows } from './reading.js';
import { SALES } from './sales.js';
import { SHIFTS } from './shifts.js';
import { decodeShop } from './shops.js';
import { FIXTURES_ABSENT, FIXTURES_PRESENT, fixtureText } from './testing/fixtures.js';

if (!FIXTURES_PRESENT) console.warn(`skipped: ${FIXTURES_ABSENT}`);

function fixture(name: string): Row {
  return JSON.parse(fixtureText(name)) as Row;
}

(FIXTURES_PRESENT ? describe : describe.skip)(
  `the recorded answers (${FIXTURES_PRESENT ? 'present' : FIXTURES_ABSENT})`,
  () => {
    it('decode to sales with the figures that the till showed', () => {
      const { records, quarantined } = decodeRows(listOf(fixture('sales-list'), 'Sale'), SALES, new Map());

      expect(quarantined).toEqual([]);
      expect(records.map((sale) => [sale.id, sale.shop, sale.state, sale.net, sale.gross])).toEqual([
        ['5001', '1', 'completed', '102.1', '111.16'],
        ['5002', '1', 'completed', '12.05', '13.12'],
        ['5003', '1', 'voided', '73.5', '80.02'],
        ['5004', '1', 'completed', '-24.5', '-26.67'],
        ['5005', '1', 'completed', '5.95', '6.48'],
        ['5006', '1', 'open', '59', '64.24'],
        ['5007', '1', 'open', '0', '0'],
        ['5008', '1', 'completed', '0', '0'],
        ['5009', '1', 'completed', '0', '0'],
        ['5010', '1', 'completed', '36', '39.2'],
        ['5011', '4', 'completed', '30', '32.66'],
      ]);
      expect(records.map((sale) => sale.lines.map((line) => `${line.quantity} ${line.kind}`).join())).toEqual([
        '2 item,1 item',
        '1 item',
        '3 item',
        '-1 item',
        '-1 item,1 item',
        '1 item',
        '',
        '1 giftCard',
        '',
        '2 item',
        '4 item',
      ]);
    });

    it('decode where a list holds one object', () => {
      expect(listOf(fixture('sales-page-2-last-single'), 'Sale')).toHaveLength(1);
      expect(listOf(fixture('shops-list-single-object'), 'Shop')).toHaveLength(1);
      expect(listOf(fixture('employee-hours-list-single-object'), 'EmployeeHours')).toHaveLength(1);
      expect(listOf(fixture('empty-list'), 'Sale')).toHaveLength(0);
    });

    it('decode to clock-ins, one of them going on', () => {
      const { records, quarantined } = decodeRows(
        listOf(fixture('employee-hours-list'), 'EmployeeHours'),
        SHIFTS,
        new Map(),
      );

      expect(quarantined).toEqual([]);
      expect(records.filter((shift) => shift.end === null).map((shift) => shift.id)).toEqual(['8803']);
      expect(records).toHaveLength(6);
    });

    it('decode to shops with the zone as the POS spells it', () => {
      const shops = listOf(fixture('shops-list'), 'Shop').map((row) => decodeShop(row, 'USD'));

      expect(shops.map((shop) => [shop.posId, shop.name, shop.timeZone, shop.archived])).toEqual([
        ['1', 'Downtown', 'America/New_York', false],
        ['4', 'Harbour', 'US/Pacific', false],
        ['12', 'Québec Vieux-Port', 'America/Toronto', false],
      ]);
    });

    it.each([
      ['error-400-bad-sort', 400, 'upstream.malformed'],
      ['error-400-try-again', 400, 'upstream.unavailable'],
      ['error-400-validation', 400, 'upstream.malformed'],
      ['error-401-expired', 401, 'auth.expired'],
      ['error-401-legacy', 401, 'auth.expired'],
      ['error-401-revoked', 401, 'auth.expired'],
      ['error-403', 403, 'permission.missing'],
      ['error-429', 429, 'rate.limited'],
      ['error-429-burst', 429, 'rate.limited'],
      ['error-500', 500, 'upstream.unavailable'],
    ])('of %s are classified', (name, status, code) => {
      const url = 'https://pos.example/API/V3/Account/990001/Sale.json';

      const cause = classify({ status, headers: {}, text: fixtureText(name) }, { url });

      expect(cause.code).toBe(code);
      expect(cause.message).toMatch(/: \S/);
    });

    it('tell the rate budget', () => {
      const headers = fixture('headers') as Readonly<Record<string, Readonly<Record<string, string>>>>;
      const told = Object.values(headers).map((set, index) => {
        const lowered = Object.fromEntries(Object.entries(set).map(([name, value]) => [name.toLowerCase(), value]));
        return observeRate({ status: [200, 429, 429, 200][index] ?? 200, headers: lowered });
      });

      expect(told).toEqual([
        { level: 1.8, capacity: 110, refillPerSecond: 2 },
        { level: 112.57, capacity: 110, refillPerSecond: 2, waitMilliseconds: 2_000 },
        { waitMilliseconds: 1_000 },
        { level: 10.131664752959, capacity: 90, refillPerSecond: 1 },
      ]);
    });
  },
);
