import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DAY,
  DEFAULT_TALLY_RULES,
  foldLocationDay,
  proposedLocationId,
  type Cell,
  type Sale,
  type Shift,
  type TallyRules,
} from '@tillbridge/domain';
import type { Batch, ConnectorManifest, SaleRecord, ShiftRecord, ShopRecord } from '@tillbridge/plugin-kit';
import { testHost } from '@tillbridge/plugin-kit/suite';
import createConnector from '@tillbridge/lightspeed-r';
import { startRecordedPos, type RecordedPos } from './recorded-pos.js';

const FOLDER = new URL('../../../shared/reference/lightspeed-r-series-fixtures/', import.meta.url);
const ABSENT = 'the recorded answers do not lie beside this checkout';
const PRESENT = existsSync(FOLDER);
if (!PRESENT) console.warn(`skipped: ${ABSENT}`);

const DATE = '2026-05-14';
const FROM = Date.parse('2026-05-13T00:00:00Z');
const TO = Date.parse('2026-05-16T00:00:00Z');
const R1: TallyRules = { ...DEFAULT_TALLY_RULES, countRefundTickets: true, countMiscellaneousLines: false };

interface ExpectedHour {
  readonly location: string;
  readonly date: string;
  readonly hour: string;
  readonly net_sales: string;
  readonly gross_sales: string;
  readonly transactions: number;
  readonly items: string;
}

interface Account {
  readonly shops: readonly ShopRecord[];
  readonly sales: readonly Sale[];
  readonly shifts: readonly Shift[];
}

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
}

function rowsIn(name: string, key: string): ReadonlyArray<Readonly<Record<string, unknown>>> {
  return (fixture(name) as Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>>)[key] ?? [];
}

async function recordsOf<R>(batches: AsyncIterable<Batch<R>>): Promise<R[]> {
  const records: R[] = [];
  for await (const batch of batches) {
    expect(batch.quarantined).toEqual([]);
    records.push(...batch.records);
  }
  return records;
}

async function readAccount(pos: RecordedPos): Promise<Account> {
  const connector = createConnector();
  const manifest = JSON.parse(
    readFileSync(new URL('../../plugins/lightspeed-r/manifest.json', import.meta.url), 'utf8'),
  ) as ConnectorManifest;
  const settings = { apiUrl: `${pos.origin}/API/V3`, clientId: 'cid', clientSecret: 'secret', pageSize: 4 };
  const { context } = testHost({ connector, manifest, settings, token: 'a-token' });
  const span = { mode: 'span', from: new Date(FROM).toISOString(), to: new Date(TO).toISOString(), shops: [] } as const;
  return {
    shops: await connector.listShops(context),
    sales: (await recordsOf(connector.readSales(context, span))).map(inLedger),
    shifts: (await recordsOf(connector.readShifts(context, span))).map(shiftInLedger),
  };
}

function inLedger(sale: SaleRecord): Sale {
  return { ...sale, completedAt: sale.completedAt === null ? null : Date.parse(sale.completedAt) };
}

function shiftInLedger(shift: ShiftRecord): Shift {
  return { ...shift, start: Date.parse(shift.start), end: shift.end === null ? null : Date.parse(shift.end) };
}

function cellsOf(account: Account, shop: ShopRecord, rules: TallyRules): readonly Cell[] {
  const cover = [{ from: FROM - DAY, to: TO, asOf: TO }];
  return foldLocationDay({
    date: DATE,
    zone: shop.timeZone ?? '',
    currency: shop.currency,
    rules,
    sales: account.sales.filter((sale) => sale.shop === shop.posId),
    shifts: account.shifts.filter((shift) => shift.shop === shop.posId),
    salesCover: cover,
    shiftsCover: cover,
  }).cells;
}

/** Hours in which a sale was counted or a figure is not 0, as the expectation lists them, net and gross side by side. */
function hoursOf(account: Account, rules: TallyRules): ExpectedHour[] {
  return account.shops.flatMap((shop) => {
    const gross = cellsOf(account, shop, { ...rules, salesAmount: 'gross' });
    const hoursSold = new Set(
      account.sales
        .filter((sale) => sale.shop === shop.posId && sale.state === 'completed')
        .map((sale) =>
          gross.findIndex((cell) => cell.start <= (sale.completedAt ?? 0) && (sale.completedAt ?? 0) < cell.end),
        ),
    );
    return cellsOf(account, shop, rules).flatMap((cell, index) => {
      const empty = cell.sales === '0' && cell.transactions === 0 && cell.items === '0';
      if (!hoursSold.has(index) && empty) return [];
      return [
        {
          location: proposedLocationId(shop.posId),
          date: cell.date,
          hour: String(cell.minuteOfDay / 60).padStart(2, '0'),
          net_sales: cell.sales,
          gross_sales: gross[index]?.sales ?? 'no cell',
          transactions: cell.transactions,
          items: cell.items,
        },
      ];
    });
  });
}

(PRESENT ? describe : describe.skip)(`the tally of the recorded day (${PRESENT ? 'recorded answers' : ABSENT})`, () => {
  let pos: RecordedPos;
  let account: Account;

  beforeAll(async () => {
    pos = await startRecordedPos({
      Sale: rowsIn('sales-list', 'Sale'),
      EmployeeHours: rowsIn('employee-hours-list', 'EmployeeHours'),
      Shop: rowsIn('shops-list', 'Shop'),
    });
    account = await readAccount(pos);
  });
  afterAll(() => pos.stop());

  it('equals the expected figures where refund tickets count and miscellaneous lines do not', () => {
    const expected = fixture('expected-tally-R1') as readonly ExpectedHour[];

    const hours = hoursOf(account, R1);

    expect(hours).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('differs by the defaults in one figure: a ticket that only takes back is no transaction', () => {
    const expected = hoursOf(account, R1);

    const hours = hoursOf(account, DEFAULT_TALLY_RULES);

    // At 14:40 in New York a scarf came back and nothing was bought: sales and items fall, nobody bought anything.
    const refundHour = expected.findIndex((row) => row.location === '0001' && row.hour === '14');
    expect(expected[refundHour]).toMatchObject({ transactions: 1, net_sales: '-24.5', items: '-1' });
    expect(hours[refundHour]).toEqual({ ...expected[refundHour], transactions: 0 });
    // Every other figure stays. countMiscellaneousLines changes none of them: the only line of the day without an item
    // is a gift card at price 0, which never is merchandise, and the deposit has no line at all.
    expect(hours.toSpliced(refundHour, 1)).toEqual(expected.toSpliced(refundHour, 1));
    const typedIn = account.sales.flatMap((sale) => sale.lines).filter((line) => line.kind === 'miscellaneous');
    expect(typedIn).toEqual([]);
  });

  it('differs by the defaults in the hours that are listed: each hour that was read stands, with 0 where nothing was sold', () => {
    const cells = account.shops.map((shop) => cellsOf(account, shop, DEFAULT_TALLY_RULES).length);

    expect(cells).toEqual([24, 24, 24]);
  });

  it('reads every page and never one sale alone', () => {
    const saleRequests = pos.asked.filter((path) => path.includes('/Sale.json'));

    expect(saleRequests.length).toBe(3);
    expect(pos.asked.some((path) => /\/Sale\/\d/.test(path))).toBe(false);
  });
});
