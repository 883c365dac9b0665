import { describe, expect, test } from '@jest/globals';
import type { Simulator, SimulatorOptions } from '../simulator.js';
import { startSimulator } from '../simulator.js';
import { letIn, readAll, recordsOf } from '../testing/visitor.js';

type Row = Record<string, string>;

interface Figures {
  cents: number;
  transactions: number;
  items: number;
  seconds: number;
}

/** The key of an instant by the wall clock alone: shop, local date and hour, offset. Knows nothing of the simulator's own zones. */
function keyMaker(shops: readonly Row[]): (shop: string, seconds: number) => string {
  const formats = new Map(
    shops.map((shop) => [
      shop['shopID'],
      new Intl.DateTimeFormat('sv-SE', {
        timeZone: shop['timeZone'] ?? 'UTC',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        timeZoneName: 'longOffset',
      }),
    ]),
  );
  return (shop, seconds) => `${shop} ${formats.get(shop)?.format(seconds * 1000) ?? ''}`;
}

const cents = (text: string | undefined) => Math.round(Number(text) * 100);
const at = (text: string | undefined) => Date.parse(text ?? '') / 1000;

/** Folds what the API says, minute by minute for the shifts, without a line of the truth's own code. */
async function bruteForce(simulator: Simulator): Promise<Map<string, Figures>> {
  const visitor = await letIn(simulator);
  const shops = await readAll(visitor, 'Shop.json?archived=true', 'Shop');
  const key = keyMaker(shops);
  const figures = new Map<string, Figures>();
  const add = (name: string, change: Partial<Figures>) => {
    const found = figures.get(name) ?? { cents: 0, transactions: 0, items: 0, seconds: 0 };
    figures.set(name, {
      cents: found.cents + (change.cents ?? 0),
      transactions: found.transactions + (change.transactions ?? 0),
      items: found.items + (change.items ?? 0),
      seconds: found.seconds + (change.seconds ?? 0),
    });
  };
  for (const sale of await readAll(visitor, 'Sale.json?completed=true&load_relations=%5B%22SaleLines%22%5D', 'Sale')) {
    if (sale['voided'] === 'true') continue;
    const lines = recordsOf(JSON.stringify(sale['SaleLines'] ?? {}), 'SaleLine');
    const goods = lines.filter((line) => {
      if (line['lineType'] !== '' || line['itemFeeID'] !== '0') return false;
      return line['itemID'] !== '0' || Number(line['unitPrice']) > 0;
    });
    add(key(sale['shopID'] ?? '', at(sale['completeTime'])), {
      cents: cents(sale['total']) - cents(sale['calcTax1']) - cents(sale['calcTax2']),
      transactions: goods.some((line) => Number(line['unitQuantity']) > 0) ? 1 : 0,
      items: goods.reduce((sum, line) => sum + Number(line['unitQuantity']), 0),
    });
  }
  const now = Math.floor(simulator.now() / 1000);
  for (const shift of await readAll(visitor, 'EmployeeHours.json', 'EmployeeHours')) {
    const start = at(shift['checkIn']);
    const end = Math.min(shift['checkOut'] === undefined ? now : at(shift['checkOut']), start + 16 * 3600);
    for (let from = start; from < end;) {
      const to = Math.min(end, (Math.floor(from / 60) + 1) * 60);
      add(key(shift['shopID'] ?? '', from), { seconds: to - from });
      from = to;
    }
  }
  return figures;
}

async function compare(
  options: SimulatorOptions,
  days: { from: string; to: string },
  edit?: (simulator: Simulator) => void,
): Promise<number> {
  const simulator = await startSimulator({ ...options, frozen: true, rateLimit: false });
  edit?.(simulator);
  const expected = await bruteForce(simulator);
  const shops = await readAll(await letIn(simulator), 'Shop.json?archived=true', 'Shop');
  const key = keyMaker(shops);
  const { cells } = simulator.truth(days);
  await simulator.close();
  for (const cell of cells) {
    const found = expected.get(key(cell.shop, Date.parse(cell.start) / 1000)) ?? {
      cents: 0,
      transactions: 0,
      items: 0,
      seconds: 0,
    };
    const told = {
      cents: cents(cell.sales),
      transactions: cell.transactions,
      items: cell.items,
      seconds: cell.staffSeconds,
    };
    expect({ cell: `${cell.shop} ${cell.start}`, ...told }).toEqual({ cell: `${cell.shop} ${cell.start}`, ...found });
  }
  return cells.length;
}

describe('the truth', () => {
  test('equals a fold of everything the API says, over the days on which American clocks go back', async () => {
    const count = await compare(
      { from: '2026-10-30', to: '2026-11-02', now: '2026-11-03T16:30:00Z', salesPerDay: 80 },
      { from: '2026-10-30', to: '2026-11-02' },
    );

    expect(count).toBe(3 * (4 * 24 + 1));
  });

  test('equals it on the spring day, on Lord Howe with its half hour, and in Kathmandu', async () => {
    const spring = await compare(
      { from: '2026-03-07', to: '2026-03-09', now: '2026-03-11T00:00:00Z', zones: ['US/Pacific', 'America/St_Johns'] },
      { from: '2026-03-07', to: '2026-03-09' },
    );
    const lordHowe = await compare(
      {
        from: '2026-04-04',
        to: '2026-04-06',
        now: '2026-04-08T00:00:00Z',
        zones: ['Australia/Lord_Howe', 'Asia/Kathmandu'],
      },
      { from: '2026-04-04', to: '2026-04-06' },
    );

    expect(spring).toBe(2 * (3 * 24 - 1));
    expect(lordHowe).toBe(2 * 3 * 24 + 1);
  });

  test('equals it after sales and shifts were edited, and while the day still runs', async () => {
    const edit = (simulator: Simulator) => {
      simulator.control('sales/void', { saleID: 100150 });
      simulator.control('sales/backdate', { saleID: 100160, completeTime: '2026-05-11T12:00:00Z' });
      simulator.control('sales/refund', { saleID: 100165, completeTime: '2026-05-12T12:00:00Z' });
      simulator.control('sales/delete', { saleID: 100170 });
      simulator.control('sales/add', {
        shopID: 1,
        completeTime: '2026-05-11T13:30:00Z',
        lines: [{ itemID: 102, quantity: 3 }],
      });
      simulator.control('shifts/edit', { employeeHoursID: 50014, checkOut: '2026-05-11T23:59:30Z' });
      simulator.control('shifts/delete', { employeeHoursID: 50015 });
      simulator.control('shifts/add', { shopID: 2, employeeID: 7, checkIn: '2026-05-11T01:00:00Z' });
      simulator.control('shops/archive', { shopID: 3 });
    };

    const count = await compare(
      { from: '2026-05-10', to: '2026-05-12', now: '2026-05-12T15:20:00Z' },
      { from: '2026-05-10', to: '2026-05-12' },
      edit,
    );

    expect(count).toBeGreaterThan(3 * 2 * 24);
    expect(count).toBeLessThan(3 * 3 * 24);
  });

  test('counts each kind of sale and shift in a week with a clock change', async () => {
    const simulator = await startSimulator({
      from: '2026-10-29',
      to: '2026-11-04',
      now: '2026-11-06T12:00:00Z',
      frozen: true,
    });

    const { kinds } = simulator.truth({ from: '2026-10-29', to: '2026-11-04' });

    await simulator.close();
    for (const [kind, count] of [...Object.entries(kinds.sales), ...Object.entries(kinds.shifts)]) {
      expect(`${kind} ${count > 0}`).toBe(`${kind} true`);
    }
  });

  test('shows only hours that have ended, and more as the clock goes on', async () => {
    const simulator = await startSimulator({
      from: '2026-05-10',
      to: '2026-05-12',
      now: '2026-05-11T15:59:59Z',
      frozen: true,
    });
    const question = { from: '2026-05-11', to: '2026-05-11', shops: '1' };

    const before = simulator.truth(question).cells.at(-1);
    simulator.control('clock', { advance: 1 });
    const after = simulator.truth(question).cells.at(-1);

    await simulator.close();
    expect([before?.hour, after?.hour]).toEqual(['10', '11']);
  });

  test('answers other rules when asked', async () => {
    const simulator = await startSimulator({
      from: '2026-05-10',
      to: '2026-05-12',
      now: '2026-05-14T00:00:00Z',
      frozen: true,
    });
    const window = { from: '2026-05-10', to: '2026-05-12' };

    const plain = simulator.truth(window).totals;
    const gross = simulator.truth({ ...window, salesAmount: 'gross' }).totals;
    const refunds = simulator.truth({ ...window, countRefundTickets: 'true' }).totals;
    const items = simulator.truth({ ...window, countMiscellaneousLines: 'false' }).totals;
    const noWeb = simulator.truth({ ...window, excludeRegisters: '7' }).totals;

    await simulator.close();
    expect(Number(gross.sales)).toBeGreaterThan(Number(plain.sales));
    expect(refunds.transactions).toBeGreaterThan(plain.transactions);
    expect(items.items).toBeLessThan(plain.items);
    expect(noWeb.transactions).toBeLessThan(plain.transactions);
  });
});
