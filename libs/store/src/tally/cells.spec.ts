import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { aCell, NOON, write } from '../testing/builders.js';
import { cellsOf, saveCells } from './cells.js';

const KEY = { location: '0001', date: '2026-03-02' };
const HOUR = 3_600_000;

describeOnBothStores('cells', (stores) => {
  it.each([
    '0',
    '0.00',
    '-0.10',
    '123456789012345.1234',
    '-123456789012345.1234',
    '0.0000000001',
    '98765432109876543210',
  ])('keep the figure %s to the last digit', async (figure) => {
    const store = await stores.open();

    await write(store, (session) => saveCells(session, [aCell({ sales: figure, items: figure })], [], NOON));

    expect(await cellsOf(store.read, [KEY])).toEqual([aCell({ sales: figure, items: figure })]);
  });

  it('tell unknown staff hours from none', async () => {
    const store = await stores.open();
    const cells = [aCell({ staffSeconds: null }), aCell({ start: NOON + HOUR, staffSeconds: 0 })];

    await write(store, (session) => saveCells(session, cells, [], NOON));

    expect((await cellsOf(store.read, [KEY])).map(({ staffSeconds }) => staffSeconds)).toEqual([null, 0]);
  });

  it('are read of the days asked for, in order of location, date and start', async () => {
    const store = await stores.open();
    const cells = [
      aCell({ start: NOON + HOUR }),
      aCell({ location: '0002' }),
      aCell(),
      aCell({ date: '2026-03-01', start: NOON - 24 * HOUR }),
      aCell({ location: '0003' }),
    ];
    await write(store, (session) => saveCells(session, cells, [], NOON));

    const read = await cellsOf(store.read, [
      { location: '0002', date: '2026-03-02' },
      KEY,
      { ...KEY, date: '2026-03-01' },
    ]);

    expect(read).toEqual([cells[3], cells[2], cells[0], cells[1]]);
    expect(await cellsOf(store.read, [])).toEqual([]);
    expect(await cellsOf(store.read, [{ ...KEY, date: '2026-03-05' }])).toEqual([]);
  });

  it('are written over by a later fold, and those it does not name stay', async () => {
    const store = await stores.open();
    const other = aCell({ start: NOON + HOUR, withdrawn: true, sales: '0' });
    await write(store, (session) => saveCells(session, [aCell(), other], [], NOON));
    const changed = aCell({
      sales: '-5.5',
      transactions: 9,
      items: '2.25',
      staffSeconds: 1,
      revision: 2,
      coveredTo: 1,
    });

    await write(store, (session) => saveCells(session, [changed], [], NOON));

    expect(await cellsOf(store.read, [KEY])).toEqual([changed, other]);
  });

  it('keep the two hours of one name apart, by the instant of their start', async () => {
    const store = await stores.open();
    const twice = [
      aCell({ minuteOfDay: 60, offsetMinutes: -240 }),
      aCell({ minuteOfDay: 60, offsetMinutes: -300, start: NOON + HOUR }),
    ];

    await write(store, (session) => saveCells(session, twice, [], NOON));

    expect(await cellsOf(store.read, [KEY])).toEqual(twice);
  });

  it('keep their history, with the figures before and after and the reason', async () => {
    const store = await stores.open();
    const first = { ...KEY, start: NOON, revision: 1, before: null, after: '{"sales":"1"}', trigger: 'sale.new' };
    const second = { ...first, revision: 2, before: first.after, after: null, trigger: 'sale.deleted' };

    await write(store, (session) => saveCells(session, [], [first], NOON));
    await write(store, (session) => saveCells(session, [], [second], NOON + 1));

    const history = await sql<Record<string, unknown>>`
      select revision, before, after, trigger, at from cell_revision order by revision`.execute(store.read.db);
    expect(history.rows.map((row) => ({ ...row, at: Number(row['at']) }))).toEqual([
      { revision: 1, before: null, after: '{"sales":"1"}', trigger: 'sale.new', at: NOON },
      { revision: 2, before: '{"sales":"1"}', after: null, trigger: 'sale.deleted', at: NOON + 1 },
    ]);
  });

  it('refuse to write one revision of a cell twice: history is never rewritten', async () => {
    const store = await stores.open();
    const change = { ...KEY, start: NOON, revision: 1, before: null, after: '{}', trigger: 'sale.new' };
    await write(store, (session) => saveCells(session, [], [change], NOON));

    const again = write(store, (session) => saveCells(session, [aCell()], [change], NOON));

    await expect(again).rejects.toThrow(/unique/i);
    expect(await cellsOf(store.read, [KEY])).toEqual([]);
  });
});
