import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Simulator } from '../simulator.js';
import { startSimulator } from '../simulator.js';
import { ask, letIn, readAll, recordsOf } from '../testing/visitor.js';
import type { Visitor } from '../testing/visitor.js';

const window = { from: '2026-05-10', to: '2026-05-12' };

describe('a later edit', () => {
  let simulator: Simulator;
  let visitor: Visitor;

  beforeAll(async () => {
    simulator = await startSimulator({ ...window, now: '2026-05-12T18:00:00Z', frozen: true, rateLimit: false });
    visitor = await letIn(simulator);
  });
  beforeEach(() => {
    simulator.control('reset');
  });
  afterAll(() => simulator.close());

  async function sale(id: string): Promise<Record<string, string>> {
    const answer = await visitor.get(`Sale/${id}.json?load_relations=%5B%22SaleLines%22%2C%22SalePayments%22%5D`);
    return recordsOf(answer.text, 'Sale')[0] ?? {};
  }
  async function anySale(filter = 'total=%3E%2C0&voided=false'): Promise<string> {
    const rows = await readAll(visitor, `Sale.json?completed=true&${filter}`, 'Sale');
    return rows[Math.floor(rows.length / 2)]?.['saleID'] ?? '';
  }

  test('void: the sale keeps its amounts and completion, its payments are archived, updateTime moves', async () => {
    const id = await anySale();
    const before = await sale(id);

    simulator.control('sales/void', { saleID: Number(id) });

    const after = await sale(id);
    expect(after).toMatchObject({
      voided: 'true',
      completed: 'true',
      total: before['total'],
      completeTime: before['completeTime'],
      timeStamp: before['timeStamp'],
      updateTime: '2026-05-12T18:00:00+00:00',
      calcPayments: '0',
    });
    expect(JSON.stringify(after['SalePayments'])).toContain('"archived":"true"');
  });

  test('void, back-date, refund and delete change the truth by what they should', async () => {
    const id = await anySale();
    const net = (row: Record<string, string>) =>
      Math.round(100 * (Number(row['total']) - Number(row['calcTax1']) - Number(row['calcTax2'])));
    const worth = net(await sale(id));
    const total = () => Math.round(Number(simulator.truth(window).totals.sales) * 100);
    const start = total();

    const { saleID: refundId } = simulator.control('sales/refund', {
      saleID: id,
      completeTime: '2026-05-12T12:00:00Z',
    }) as { saleID: number };
    const refunded = total();
    simulator.control('sales/backdate', { saleID: id, completeTime: '2026-05-10T13:30:00Z' });
    const moved = total();
    simulator.control('sales/void', { saleID: id });
    const voided = total();
    simulator.control('sales/delete', { saleID: refundId });
    const deleted = total();

    expect([refunded, moved, voided, deleted]).toEqual([
      start - worth,
      start - worth,
      start - 2 * worth,
      start - worth,
    ]);
    expect((await visitor.get(`Sale/${refundId}.json`)).status).toBe(404);
    expect((await sale(id))['completeTime']).toBe('2026-05-10T13:30:00+00:00');
  });

  test('a refund is a sale of its own whose lines point at what is returned', async () => {
    const id = await anySale();
    const before = await sale(id);

    const { saleID } = simulator.control('sales/refund', { saleID: id }) as { saleID: number };

    const refund = await sale(String(saleID));
    const [line] = recordsOf(JSON.stringify(refund['SaleLines']), 'SaleLine');
    const [sold] = recordsOf(JSON.stringify(before['SaleLines']), 'SaleLine');
    expect(Number(refund['total'])).toBe(-Number(before['total']));
    expect(line).toMatchObject({ parentSaleLineID: sold?.['saleLineID'], unitQuantity: `-${sold?.['unitQuantity']}` });
    expect(await sale(id)).toEqual(before);
  });

  test('a parked ticket can be completed', async () => {
    const [open] = await readAll(visitor, 'Sale.json?completed=false&total=%3E%2C0', 'Sale');

    simulator.control('sales/complete', { saleID: open?.['saleID'] });

    expect(await sale(open?.['saleID'] ?? '')).toMatchObject({
      completed: 'true',
      completeTime: '2026-05-12T18:00:00+00:00',
      balance: '0',
    });
  });

  test('shops are renamed, archived and moved to another zone', async () => {
    simulator.control('shops/rename', { shopID: 1, name: 'New Name' });
    simulator.control('shops/time-zone', { shopID: 1, timeZone: 'US/Central' });
    simulator.control('shops/archive', { shopID: 2 });

    const shops = await readAll(visitor, 'Shop.json', 'Shop');
    const archived = await readAll(visitor, 'Shop.json?archived=only', 'Shop');

    expect(shops.map((shop) => shop['shopID'])).toEqual(['1', '3']);
    expect(shops[0]).toMatchObject({ name: 'New Name', timeZone: 'US/Central' });
    expect(archived.map((shop) => shop['shopID'])).toEqual(['2']);
  });

  test('hours are written through the API as well, and the employee shows the open shift', async () => {
    const made = await visitor.send('POST', 'EmployeeHours.json', {
      employeeID: '3',
      shopID: '1',
      checkIn: '2026-05-12T17:55:00+00:00',
    });
    const id = recordsOf(made.text, 'EmployeeHours')[0]?.['employeeHoursID'] ?? '';
    const clockedIn = recordsOf((await visitor.get('Employee/3.json')).text, 'Employee')[0];

    await visitor.send('PUT', `EmployeeHours/${id}.json`, { checkOut: '2026-05-12T17:59:00+00:00' });

    const [shift] = recordsOf((await visitor.get(`EmployeeHours/${id}.json`)).text, 'EmployeeHours');
    expect(clockedIn?.['clockInEmployeeHoursID']).toBe(id);
    expect(shift?.['checkOut']).toBe('2026-05-12T17:59:00+00:00');
  });

  test('a time clock that is off lists no hours', async () => {
    simulator.control('time-clock', { on: false });

    const hours = await visitor.get('EmployeeHours.json');

    expect(hours.text).toBe('{"@attributes":{"next":"","previous":""}}');
  });

  test('what has not happened yet is not there, and comes as the clock goes on', async () => {
    const before = (await readAll(visitor, 'Sale.json', 'Sale')).length;

    simulator.control('clock', { advance: 1800 });

    const after = (await readAll(visitor, 'Sale.json', 'Sale')).length;
    const date = (await visitor.get('Shop.json')).headers.get('date');
    simulator.control('clock', { set: '2026-05-12T18:00:00Z' });
    expect(after).toBeGreaterThan(before);
    expect(date).toBe('Tue, 12 May 2026 18:30:00 GMT');
  });

  test('is taken back by reset', async () => {
    const before = JSON.stringify(simulator.truth(window));
    simulator.control('sales/void', { saleID: await anySale() });
    simulator.control('shops/rename', { shopID: 1, name: 'X' });

    simulator.control('reset');

    expect(JSON.stringify(simulator.truth(window))).toBe(before);
  });

  test('says what is wrong when it cannot be done', async () => {
    const post = (path: string, body: unknown) =>
      ask(`${simulator.origin}/simulator/${path}`, { method: 'POST', body: JSON.stringify(body) });

    const noSale = await post('sales/void', { saleID: 1 });
    const noField = await post('sales/void', {});
    const noAction = await post('nonsense', {});
    const noZone = await post('shops/time-zone', { shopID: 1, timeZone: 'Mars/Base' });

    expect([noSale.status, noField.status, noAction.status, noZone.status]).toEqual([404, 400, 404, 400]);
    expect(noField.text).toBe('{"error":"\'saleID\' is missing"}');
  });

  test('and requests seen are listed over HTTP, as is the truth', async () => {
    await visitor.get('Shop.json?shopID=1');

    const requests = await ask(`${simulator.origin}/simulator/requests`);
    const truth = await ask(`${simulator.origin}/simulator/truth?from=2026-05-10&to=2026-05-11&shops=1`);

    const seen = (JSON.parse(requests.text) as { requests: { address: string; status: number }[] }).requests;
    expect(seen).toEqual([
      expect.objectContaining({ method: 'GET', address: '/API/V3/Account/990001/Shop.json?shopID=1', status: 200 }),
    ]);
    expect(JSON.parse(truth.text)).toEqual(simulator.truth({ from: '2026-05-10', to: '2026-05-11', shops: '1' }));
  });
});
