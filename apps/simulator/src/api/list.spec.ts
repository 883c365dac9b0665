import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Simulator } from '../simulator.js';
import { startSimulator } from '../simulator.js';
import { letIn, nextOf, readAll, recordsOf } from '../testing/visitor.js';
import type { Visitor } from '../testing/visitor.js';

type Row = Record<string, string>;

/** A small account with edits lying over it: voided, deleted, back-dated, added, refunded. */
async function editedAccount(): Promise<Simulator> {
  const simulator = await startSimulator({
    zones: ['America/Toronto', 'Australia/Lord_Howe'],
    salesPerDay: 24,
    from: '2026-05-10',
    to: '2026-05-12',
    now: '2026-05-12T18:00:00Z',
    frozen: true,
    rateLimit: false,
  });
  simulator.control('sales/void', { saleID: 100030 });
  simulator.control('sales/delete', { saleID: 100031 });
  simulator.control('sales/backdate', { saleID: 100060, completeTime: '2026-05-10T12:00:00Z' });
  simulator.control('sales/refund', { saleID: 100032 });
  simulator.control('sales/add', { shopID: 2, completeTime: '2026-05-11T05:30:00Z' });
  return simulator;
}

describe('lists', () => {
  let simulator: Simulator;
  let visitor: Visitor;
  let all: Row[];

  beforeAll(async () => {
    simulator = await editedAccount();
    visitor = await letIn(simulator, 'employee:all');
    all = await readAll(visitor, 'Sale.json', 'Sale');
  });
  afterAll(() => simulator.close());

  test('hold every sale once, the deleted one not at all', () => {
    const ids = all.map((sale) => sale['saleID']);

    expect(ids.length).toBeGreaterThan(100);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('100031');
  });

  test('paged by any limit and any sort, either way, give each sale exactly once and in order', async () => {
    const ids = all.map((sale) => sale['saleID']).toSorted();
    const sorts = ['saleID', 'timeStamp', 'completeTime', 'updateTime', 'updatetime'];
    const cases = fc.record({
      limit: fc.integer({ min: 1, max: 100 }),
      sort: fc.constantFrom(...sorts),
      down: fc.boolean(),
    });

    await fc.assert(
      fc.asyncProperty(cases, async ({ limit, sort, down }) => {
        const rows = await readAll(visitor, `Sale.json?limit=${limit}&sort=${down ? '-' : ''}${sort}`, 'Sale');

        expect(rows.map((sale) => sale['saleID']).toSorted()).toEqual(ids);
        const field = sort === 'updatetime' ? 'updateTime' : sort;
        const keys = rows.map((sale) => [sale[field] ?? '', Number(sale['saleID'])] as const);
        const ordered = keys.toSorted((a, b) =>
          field === 'saleID' || a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1,
        );
        expect(keys).toEqual(down ? ordered.toReversed() : ordered);
      }),
      { numRuns: 25 },
    );
  });

  test('lead back by `previous` over the same pages', async () => {
    const first = await visitor.get('Sale.json?limit=7&sort=completeTime&completed=true');
    const second = await visitor.follow(nextOf(first.text));
    const back = (JSON.parse(second.text) as Record<string, Row>)['@attributes']?.['previous'] ?? '';

    const again = await visitor.follow(back);

    expect(recordsOf(again.text, 'Sale')).toEqual(recordsOf(first.text, 'Sale'));
    expect((JSON.parse(again.text) as Record<string, Row>)['@attributes']?.['previous']).toBe('');
  });

  test('of lines and payments hold those of every sale once, by any limit and sort', async () => {
    const relations = encodeURIComponent('["SaleLines","SalePayments"]');
    const sales = await readAll(visitor, `Sale.json?load_relations=${relations}`, 'Sale');
    const nested = (wrapper: string, name: string, id: string) =>
      sales.flatMap((sale) => recordsOf(JSON.stringify(sale[wrapper] ?? {}), name).map((row) => row[id])).toSorted();

    for (const sort of ['saleLineID', '-saleLineID', 'timeStamp', '-timeStamp', 'saleID']) {
      const lines = await readAll(visitor, `SaleLine.json?limit=31&sort=${sort}`, 'SaleLine');
      const placed = lines.filter((line) => line['saleID'] !== '0');
      expect(placed.map((line) => line['saleLineID']).toSorted()).toEqual(
        nested('SaleLines', 'SaleLine', 'saleLineID'),
      );
      expect(lines.length - placed.length).toBe(2);
    }
    const payments = await readAll(visitor, 'SalePayment.json?limit=17&archived=true', 'SalePayment');
    expect(payments.map((payment) => payment['salePaymentID']).toSorted()).toEqual(
      nested('SalePayments', 'SalePayment', 'salePaymentID'),
    );
  });

  test('of hours hold every shift once by any limit', async () => {
    const whole = await readAll(visitor, 'EmployeeHours.json', 'EmployeeHours');

    for (const limit of [1, 3, 10]) {
      expect(await readAll(visitor, `EmployeeHours.json?limit=${limit}`, 'EmployeeHours')).toEqual(whole);
      const down = await readAll(visitor, `EmployeeHours.json?limit=${limit}&sort=-employeeHoursID`, 'EmployeeHours');
      expect(down.toReversed()).toEqual(whole);
    }
  });

  test('never hold more than a hundred records, and none for a limit of nought', async () => {
    const many = await visitor.get('Sale.json?limit=5000');
    const none = await visitor.get('Sale.json?limit=0');

    expect(recordsOf(many.text, 'Sale')).toHaveLength(100);
    expect(recordsOf(none.text, 'Sale')).toHaveLength(0);
  });
});

describe('filters', () => {
  let simulator: Simulator;
  let visitor: Visitor;
  let all: Row[];
  let shifts: Row[];

  beforeAll(async () => {
    simulator = await editedAccount();
    visitor = await letIn(simulator, 'employee:all');
    all = await readAll(visitor, 'Sale.json', 'Sale');
    shifts = await readAll(visitor, 'EmployeeHours.json', 'EmployeeHours');
  });
  afterAll(() => simulator.close());

  const seconds = (text: string | undefined) => (text === undefined ? NaN : Date.parse(text) / 1000);
  const operators: Record<string, (value: number, a: number, b: number) => boolean> = {
    '>': (value, a) => value > a,
    '>=': (value, a) => value >= a,
    '<': (value, a) => value < a,
    '<=': (value, a) => value <= a,
    '><': (value, a, b) => value >= a && value <= b,
    '=': (value, a) => value === a,
    '!=': (value, a) => value !== a,
  };
  const moment = fc.integer({
    min: Date.parse('2026-05-09T00:00:00Z') / 1000,
    max: Date.parse('2026-05-13T00:00:00Z') / 1000,
  });

  function iso(value: number, offsetMinutes: number): string {
    const local = new Date((value + offsetMinutes * 60) * 1000).toISOString().slice(0, 19);
    const size = Math.abs(offsetMinutes);
    const clock = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join(':');
    return `${local}${offsetMinutes < 0 ? '-' : '+'}${clock}`;
  }

  test.each(['completeTime', 'timeStamp', 'createTime', 'updateTime'])(
    'on %s agree with a plain scan, whatever the operator and offset',
    async (field) => {
      const cases = fc.record({
        operator: fc.constantFrom(...Object.keys(operators)),
        ends: fc.tuple(moment, moment),
        offset: fc.constantFrom(0, -240, 345, 630, -150),
        shop: fc.constantFrom('', '1', '2'),
        completed: fc.constantFrom('', 'true', 'false'),
      });

      await fc.assert(
        fc.asyncProperty(cases, async ({ operator, ends, offset, shop, completed }) => {
          const [a, b] = ends[0] < ends[1] ? ends : [ends[1], ends[0]];
          const values = operator === '><' ? [a, b] : [a];
          const term = [operator, ...values.map((value) => iso(value, offset))].join(',');
          const extra = (shop === '' ? '' : `&shopID=${shop}`) + (completed === '' ? '' : `&completed=${completed}`);

          const rows = await readAll(visitor, `Sale.json?${field}=${encodeURIComponent(term)}${extra}`, 'Sale');

          const expected = all.filter((sale) => {
            const value = seconds(sale[field]);
            if (Number.isNaN(value) && operator !== '!=') return false;
            const passes = Number.isNaN(value) || operators[operator]?.(value, a, b);
            return (
              passes &&
              (shop === '' || sale['shopID'] === shop) &&
              (completed === '' || sale['completed'] === completed)
            );
          });
          expect(rows.map((sale) => sale['saleID'])).toEqual(expected.map((sale) => sale['saleID']));
        }),
        { numRuns: 30 },
      );
    },
  );

  test.each<[string, (sale: Row) => boolean]>([
    ['voided=true', (sale) => sale['voided'] === 'true'],
    ['saleID=IN,[100010,100011,7]', (sale) => ['100010', '100011'].includes(sale['saleID'] ?? '')],
    ['saleID=IN,100010,100011', (sale) => ['100010', '100011'].includes(sale['saleID'] ?? '')],
    ['saleID=>,100100', (sale) => Number(sale['saleID']) > 100100],
    ['total=<,0', (sale) => Number(sale['total']) < 0],
    ['total=><,10.5,80', (sale) => Number(sale['total']) >= 10.5 && Number(sale['total']) <= 80],
    ['referenceNumberSource=~,web%', (sale) => (sale['referenceNumberSource'] ?? '').startsWith('web')],
    ['referenceNumberSource=!~,web%', (sale) => !(sale['referenceNumberSource'] ?? '').startsWith('web')],
    ['or=voided=true|registerID=5', (sale) => sale['voided'] === 'true' || sale['registerID'] === '5'],
    ['registerID=!=,1', (sale) => sale['registerID'] !== '1'],
  ])('%s agrees with a plain scan', async (filter, passes) => {
    const [name = '', ...rest] = filter.split('=');

    const rows = await readAll(visitor, `Sale.json?${name}=${encodeURIComponent(rest.join('='))}`, 'Sale');

    const expected = all.filter(passes).map((sale) => sale['saleID']);
    expect(expected.length).toBeGreaterThan(0);
    expect(rows.map((sale) => sale['saleID'])).toEqual(expected);
  });

  test('include both ends of a range, to the second', async () => {
    const completed = all.filter((sale) => sale['completeTime'] !== undefined);
    const from = completed[40]?.['completeTime'] ?? '';
    const to = completed[60]?.['completeTime'] ?? '';

    const rows = await readAll(visitor, `Sale.json?completeTime=${encodeURIComponent(`><,${from},${to}`)}`, 'Sale');

    const expected = completed.filter(
      (sale) => (sale['completeTime'] ?? '') >= from && (sale['completeTime'] ?? '') <= to,
    );
    expect(rows.map((sale) => sale['saleID'])).toEqual(expected.map((sale) => sale['saleID']));
    expect(rows.map((sale) => sale['completeTime'])).toEqual(expect.arrayContaining([from, to]));
  });

  test('on updateTime find a void long after the sale it undid', async () => {
    const voided = all.filter((sale) => sale['voided'] === 'true' && sale['updateTime'] !== sale['completeTime']);

    for (const sale of voided) {
      const rows = await readAll(
        visitor,
        `Sale.json?updateTime=${encodeURIComponent(`>=,${sale['updateTime']}`)}`,
        'Sale',
      );
      expect(rows.map((row) => row['saleID'])).toContain(sale['saleID']);
    }
    expect(voided.length).toBeGreaterThan(2);
  });

  test('on checkIn agree with a plain scan', async () => {
    await fc.assert(
      fc.asyncProperty(moment, moment, async (one, other) => {
        const [a, b] = [Math.min(one, other), Math.max(one, other)];

        const rows = await readAll(
          visitor,
          `EmployeeHours.json?checkIn=${encodeURIComponent(`><,${iso(a, 0)},${iso(b, 0)}`)}`,
          'EmployeeHours',
        );

        const expected = shifts.filter((shift) => seconds(shift['checkIn']) >= a && seconds(shift['checkIn']) <= b);
        expect(rows).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('read a plus sign that a client left unencoded, a naive time as UTC, and milliseconds', async () => {
    const wanted = await readAll(visitor, 'Sale.json?completeTime=%3E%2C2026-05-11T06%3A00%3A00%2B00%3A00', 'Sale');

    for (const text of [
      '2026-05-11T06:00:00+00:00',
      '2026-05-11T06:00:00',
      '2026-05-11T06:00:00.000Z',
      '2026-05-11T02:00:00-0400',
    ]) {
      expect(await readAll(visitor, `Sale.json?completeTime=%3E,${text}`, 'Sale')).toEqual(wanted);
    }
  });

  test('by a line of a loaded relation find the sales that hold it', async () => {
    const rows = await readAll(visitor, 'Sale.json?load_relations=%5B%22SaleLines%22%5D&SaleLines.itemID=101', 'Sale');

    expect(rows.length).toBeGreaterThan(0);
    for (const sale of rows) expect(JSON.stringify(sale['SaleLines'])).toContain('"itemID":"101"');
  });

  test('count what they let through', async () => {
    const answer = await visitor.get('Sale.json?count=1&voided=true');

    const voided = all.filter((sale) => sale['voided'] === 'true').length;
    expect(JSON.parse(answer.text)).toEqual({ '@attributes': { count: String(voided) } });
  });

  test.each([
    'Sale.json?offset=100',
    'Sale.json?sort=total',
    'Sale.json?count=1&limit=5',
    'Sale.json?nonsense=1',
    'Sale.json?completeTime=%3E%2Cyesterday',
    'Sale.json?completeTime=%253E%252C2026-05-11',
    'Sale.json?load_relations=%5B%22Nothing%22%5D',
    'Sale.json?sort=completeTime&after=bm9uc2Vuc2U',
  ])('refuse %s with 400', async (path) => {
    const answer = await visitor.get(path);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ httpCode: '400' });
  });
});
