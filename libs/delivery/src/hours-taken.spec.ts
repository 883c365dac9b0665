import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DEFAULT_TALLY_RULES } from '@tillbridge/domain';
import { outputKinds } from '@tillbridge/outputs';
import {
  cellsOf,
  raiseLedgerVersions,
  saveCells,
  saveFoldedDays,
  sentHours,
  type Store,
  type StoredCell,
  wantResend,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import type { OutputInstance } from './output-instance.js';
import { type Bench, NOW, openBench } from './testing/bench.js';
import { cellsOfDay } from './testing/day.js';

const DATE = '2026-05-13';
const KEY = { location: '0001', date: DATE };

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tillbridge-once-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** Files that each hold hours which were never sent. */
function once(): Pick<OutputInstance, 'output' | 'manifest' | 'settings'> {
  const kind = outputKinds().get('csv');
  if (kind === undefined) throw new Error('there is no such kind');
  return { output: kind.create(), manifest: kind.manifest, settings: { layout: 'tmas', repeat: 'adds', directory } };
}

/** The file is in the receiver's hands, and nothing is on record. */
async function deliverAndDie(bench: Bench): Promise<void> {
  const { output, ...rest } = once();
  const dying: OutputInstance['output'] = {
    ...output,
    deliver: async (context, days) => {
      await output.deliver(context, days);
      throw new Error('killed');
    },
  };
  await bench.deliver({ ...rest, output: dying });
}

/** As a fold writes it: the cells, what they were before, and the revision of the day. */
async function fold(store: Store, revision: number, ...changed: ReadonlyArray<Partial<StoredCell> & { at: number }>) {
  const before = new Map((await cellsOf(store.read, [KEY])).map((cell) => [cell.start, cell]));
  const cells = changed.map(({ at, ...change }) => ({ ...cellAt(at), ...change, revision }));
  const history = cells.map(({ location, date, start, ...cell }) => ({
    location,
    date,
    start,
    revision,
    before: textOf(before.get(start)),
    after: cell.withdrawn ? null : figuresText(cell),
    trigger: 'sale.changed',
  }));
  const rules = JSON.stringify(DEFAULT_TALLY_RULES);
  const folded = { ...KEY, foldedVersion: revision, revision, rules, timeZone: 'America/Toronto', notes: '' };
  await store.transaction(null, async (session) => {
    await saveCells(session, cells, history, NOW);
    await saveFoldedDays(session, [folded]);
  });
}

function cellAt(index: number): StoredCell {
  const cell = cellsOfDay(DATE)[index];
  if (cell === undefined) throw new Error(`no cell ${index}`);
  return { ...cell, revision: 1 };
}

function textOf(cell: StoredCell | undefined): string | null {
  return cell === undefined ? null : figuresText(cell);
}

function figuresText({ sales, transactions, items, staffSeconds }: Omit<StoredCell, 'location' | 'date' | 'start'>) {
  return JSON.stringify({ sales, transactions, items, staffSeconds });
}

const fileNames = async (): Promise<string[]> => (await readdir(directory)).filter((name) => name.endsWith('.csv'));

describeOnBothStores('an hour that a sender handed over before it was killed', (stores) => {
  it('is on record as it went, and listed for retyping where it has changed since', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await deliverAndDie(bench);
    await fold(bench.store, 2, { at: 9, sales: '9.5' });

    const report = await bench.deliver(once());

    const noted = await sentHours(bench.store.read, 'tmas', [KEY]);
    expect(noted).toHaveLength(24);
    expect(noted[9]).toMatchObject({ minuteOfDay: 540, sales: '9', revision: 1 });
    expect(report.lateEdits).toMatchObject([{ minuteOfDay: 540, sent: { sales: '9' }, now: { sales: '9.5' } }]);
    expect(await fileNames()).toEqual([`tillbridge_tmas_0001_${DATE}_r1.csv`]);
    const figures = { transactions: 1, items: '1', staffSeconds: 0 };
    expect(bench.logged.filter(({ event }) => event === 'delivery.late_edit')).toMatchObject([
      {
        level: 'warn',
        output: 'tmas',
        location: '0001',
        fields: { date: DATE, time: '09:00', sent: { sales: '9', ...figures }, now: { sales: '9.5', ...figures } },
      },
    ]);
  });

  it('is told in the log when it changes later on', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await bench.deliver(once());
    await fold(bench.store, 2, { at: 10, sales: '0', transactions: 0, items: '0', withdrawn: true });

    await bench.deliver(once());
    await bench.deliver(once());

    expect(bench.logged.filter(({ event }) => event === 'delivery.late_edit')).toMatchObject([
      { fields: { date: DATE, time: '10:00', sent: { sales: '10' }, now: null } },
    ]);
  });

  it('is told once, not again with each new hour of its day, and again when somebody has the day sent again', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await bench.deliver(once());
    await fold(bench.store, 2, { at: 9, sales: '9.5' });
    await bench.deliver(once());
    await fold(bench.store, 3, { at: 10, sales: '10.5' });

    const next = await bench.deliver(once());
    await bench.store.transaction(null, (session) => wantResend(session, 'tmas', [KEY]));
    const replayed = await bench.deliver(once());

    expect(next.lateEdits.map(({ minuteOfDay }) => minuteOfDay)).toEqual([600]);
    expect(replayed.lateEdits.map(({ minuteOfDay }) => minuteOfDay)).toEqual([540, 600]);
  });

  it('is listed again when it changes back to what was sent: a person has typed the other figure meanwhile', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await bench.deliver(once());
    await fold(bench.store, 2, { at: 9, sales: '9.5' });
    await bench.deliver(once());
    await fold(bench.store, 3, { at: 9, sales: '9' });

    const back = await bench.deliver(once());

    expect(back.lateEdits).toMatchObject([{ minuteOfDay: 540, sent: { sales: '9' }, now: { sales: '9' } }]);
  });

  it('is on record though it was withdrawn since', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await deliverAndDie(bench);
    await fold(bench.store, 2, { at: 9, sales: '0', transactions: 0, items: '0', withdrawn: true });

    const report = await bench.deliver(once());

    expect((await sentHours(bench.store.read, 'tmas', [KEY]))[9]).toMatchObject({ minuteOfDay: 540, sales: '9' });
    expect(report.lateEdits).toMatchObject([{ minuteOfDay: 540, sent: { sales: '9' }, now: null }]);
  });

  it('is on record as it went though it changed twice since', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await deliverAndDie(bench);
    await fold(bench.store, 2, { at: 9, sales: '9.5' });
    await fold(bench.store, 3, { at: 9, sales: '9.75' }, { at: 10, sales: '11' });

    const report = await bench.deliver(once());

    expect(report.lateEdits).toMatchObject([
      { minuteOfDay: 540, sent: { sales: '9', revision: 1 }, now: { sales: '9.75' } },
      { minuteOfDay: 600, sent: { sales: '10', revision: 1 }, now: { sales: '11' } },
    ]);
  });

  it('is no later edit where it stands as it went', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await deliverAndDie(bench);

    const report = await bench.deliver(once());

    expect(report).toMatchObject({ unchanged: 1, lateEdits: [] });
    expect(await sentHours(bench.store.read, 'tmas', [KEY])).toHaveLength(24);
  });
});

describeOnBothStores('an output that is changed from overwriting to adding', (stores) => {
  const overwriting = (): Parameters<Bench['deliver']>[0] => {
    const { settings, ...rest } = once();
    return { ...rest, settings: { ...settings, repeat: 'overwrites' } };
  };

  /** What a receiver that adds holds of an hour of the day once it has taken every file. */
  async function taken(hour: string): Promise<string[]> {
    const texts = await Promise.all((await fileNames()).map((name) => readFile(join(directory, name), 'utf8')));
    const rows = texts.flatMap((text) => text.split('\r\n').map((line) => line.split(',')));
    return rows.filter((row) => row[2] === hour).map((row) => row[3] ?? '');
  }

  it('hands none of the hours over again that went before, and lists their later edits', async () => {
    const bench = await openBench(stores, ['0001'], [DATE]);
    await fold(bench.store, 2, { at: 9, sales: '9' });
    await bench.deliver(overwriting());
    await fold(bench.store, 3, { at: 10, sales: '10.5' });

    const report = await bench.deliver(once());

    expect([await taken('09'), await taken('10')]).toEqual([['9.00'], ['10.00']]);
    expect(report.lateEdits).toMatchObject([{ minuteOfDay: 600, sent: { sales: '10' }, now: { sales: '10.5' } }]);
    expect(report.failed).toEqual([]);
  });

  it('hands the hours over that are new, once', async () => {
    const bench = await openBench(stores, ['0001'], []);
    const read = { ...KEY, trigger: 'coverage' as const };
    await bench.store.transaction(null, (session) => raiseLedgerVersions(session, [read]));
    await fold(bench.store, 1, { at: 9 });
    await bench.deliver(overwriting());
    await fold(bench.store, 2, { at: 10 });
    await bench.deliver(once());
    await fold(bench.store, 3, { at: 11 });

    await bench.deliver(once());

    expect([await taken('09'), await taken('10'), await taken('11')]).toEqual([['9.00'], ['10.00'], ['11.00']]);
  });

  it('hands none over again that went while it overwrote in between', async () => {
    const bench = await openBench(stores, ['0001'], []);
    const read = { ...KEY, trigger: 'coverage' as const };
    await bench.store.transaction(null, (session) => raiseLedgerVersions(session, [read]));
    await fold(bench.store, 1, { at: 9 });
    await bench.deliver(once());
    await fold(bench.store, 2, { at: 10 });
    await bench.deliver(overwriting());
    await fold(bench.store, 3, { at: 11 });

    await bench.deliver(once());

    // The first file holds nine o'clock, the whole day once more, as an output that overwrites sends it.
    expect([await taken('09'), await taken('10'), await taken('11')]).toEqual([['9.00', '9.00'], ['10.00'], ['11.00']]);
  });
});
