import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { write } from '../testing/builders.js';
import { untilSomeoneWaits } from '../testing/waiting.js';
import {
  datesOfLocation,
  daysBetween,
  daysToFold,
  type FoldedDay,
  lockDays,
  raiseLedgerVersions,
  saveFoldedDays,
  type Trigger,
} from './location-days.js';

const DATE = '2026-03-02';

function raise(store: Store, ...days: Array<[string, string, Trigger]>): Promise<void> {
  return write(store, (session) =>
    raiseLedgerVersions(
      session,
      days.map(([location, date, trigger]) => ({ location, date, trigger })),
    ),
  );
}

function fold(store: Store, day: Partial<FoldedDay> = {}): Promise<void> {
  const whole = {
    location: '0001',
    date: DATE,
    foldedVersion: 1,
    revision: 1,
    rules: '{}',
    timeZone: 'UTC',
    notes: '',
  };
  return write(store, (session) => saveFoldedDays(session, [{ ...whole, ...day }]));
}

async function only(store: Store): Promise<{ ledgerVersion: number; trigger: string }> {
  const [day] = await daysBetween(store.read, { from: DATE, to: DATE });
  if (day === undefined) throw new Error('there is no day');
  return { ledgerVersion: day.ledgerVersion, trigger: day.trigger };
}

describeOnBothStores('a location-day', (stores) => {
  it('begins with its first change: never folded, without a revision', async () => {
    const store = await stores.open();

    await raise(store, ['0001', DATE, 'sale.new']);

    expect(await daysBetween(store.read, { from: DATE, to: DATE })).toEqual([
      {
        location: '0001',
        date: DATE,
        ledgerVersion: 1,
        foldedVersion: 0,
        revision: 0,
        trigger: 'sale.new',
        rules: '',
        timeZone: '',
        notes: '',
      },
    ]);
  });

  it('rises once a transaction, however many of its records changed', async () => {
    const store = await stores.open();
    const many = Array.from({ length: 50 }, (): [string, string, Trigger] => ['0001', DATE, 'sale.changed']);

    await raise(store, ...many);
    const once = await only(store);
    await raise(store, ...many);

    expect(once.ledgerVersion).toBe(1);
    expect((await only(store)).ledgerVersion).toBe(2);
    await raise(store);
    expect((await only(store)).ledgerVersion).toBe(2);
  });

  it('does not rise when the transaction that raised it fails', async () => {
    const store = await stores.open();

    const failing = write(store, async (session) => {
      await raiseLedgerVersions(session, [{ location: '0001', date: DATE, trigger: 'zone' }]);
      throw new Error('stop');
    });

    await expect(failing).rejects.toThrow('stop');
    expect(await daysBetween(store.read, { from: DATE, to: DATE })).toEqual([]);
  });

  it('loses no rise when many raise it at once, in whatever order they name their days', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    const days = Array.from({ length: 8 }, (_, index): [string, string, Trigger] => [`000${index}`, DATE, 'sale.new']);

    await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        raise(turn % 2 === 0 ? store : other, ...(turn % 3 === 0 ? days.toReversed() : days)),
      ),
    );

    const versions = (await daysBetween(store.read, { from: DATE, to: DATE })).map(
      ({ ledgerVersion }) => ledgerVersion,
    );
    expect(versions).toEqual(days.map(() => 10));
  });

  it.each<[Trigger[], string]>([
    [['coverage', 'sale.new'], 'sale.new'],
    [['sale.new', 'coverage'], 'sale.new'],
    [['shift.changed', 'sale.new'], 'shift.changed'],
    [['coverage', 'coverage'], 'coverage'],
  ])('changed in one transaction by %j, is said to have changed by %s', async (triggers, said) => {
    const store = await stores.open();

    await raise(store, ...triggers.map((trigger): [string, string, Trigger] => ['0001', DATE, trigger]));

    expect((await only(store)).trigger).toBe(said);
  });

  it('keeps a stronger reason that no fold has seen under a later reading, and only that', async () => {
    const store = await stores.open();
    await raise(store, ['0001', DATE, 'sale.deleted']);

    await raise(store, ['0001', DATE, 'coverage']);
    const unseen = await only(store);
    await fold(store, { foldedVersion: 2 });
    await raise(store, ['0001', DATE, 'coverage']);
    const seen = await only(store);
    await raise(store, ['0001', DATE, 'mapping']);

    expect(unseen).toEqual({ ledgerVersion: 2, trigger: 'sale.deleted' });
    expect(seen).toEqual({ ledgerVersion: 3, trigger: 'coverage' });
    expect(await only(store)).toEqual({ ledgerVersion: 4, trigger: 'mapping' });
  });
});

describeOnBothStores('the days to fold', (stores) => {
  it('are those whose versions differ, of the locations asked for, oldest first, as many as asked for', async () => {
    const store = await stores.open();
    await raise(
      store,
      ['0001', '2026-03-03', 'sale.new'],
      ['0001', '2026-03-01', 'sale.new'],
      ['0001', DATE, 'sale.new'],
      ['0002', DATE, 'sale.new'],
    );
    await fold(store);
    const dates = async (limit: number): Promise<string[]> =>
      (await daysToFold(store.read, { locations: ['0001'], limit })).map(({ date }) => date);

    expect(await dates(9)).toEqual(['2026-03-01', '2026-03-03']);
    expect(await dates(1)).toEqual(['2026-03-01']);
    expect(await daysToFold(store.read, { locations: [], limit: 9 })).toEqual([]);
  });

  it('include a day that rose while it was folded', async () => {
    const store = await stores.open();
    await raise(store, ['0001', DATE, 'sale.new']);
    await raise(store, ['0001', DATE, 'sale.new']);

    await fold(store, { foldedVersion: 1 });

    expect(await daysToFold(store.read, { locations: ['0001'], limit: 9 })).toHaveLength(1);
  });
});

describeOnBothStores('a folded day', (stores) => {
  it('keeps what its fold says, and no other day changes', async () => {
    const store = await stores.open();
    await raise(store, ['0001', DATE, 'sale.new'], ['0002', DATE, 'sale.new']);
    const folded = { foldedVersion: 1, revision: 3, rules: '{"r":1}', timeZone: 'America/Toronto', notes: '["n"]' };

    await fold(store, folded);

    const days = await daysBetween(store.read, { from: DATE, to: DATE });
    expect(days[0]).toMatchObject({ location: '0001', ledgerVersion: 1, trigger: 'sale.new', ...folded });
    expect(days[1]).toMatchObject({ location: '0002', foldedVersion: 0, revision: 0 });
  });

  it('is read by a window of dates, both included, and by location', async () => {
    const store = await stores.open();
    const dates = ['2026-03-01', DATE, '2026-03-03'];
    await raise(store, ...dates.map((date): [string, string, Trigger] => ['0001', date, 'sale.new']));
    await raise(store, ['0002', DATE, 'sale.new']);

    const between = await daysBetween(store.read, { from: DATE, to: '2026-03-03' });
    const named = await daysBetween(store.read, { from: DATE, to: DATE, locations: ['0002'] });

    expect(between.map(({ location, date }) => `${location} ${date}`)).toEqual([
      `0001 ${DATE}`,
      '0001 2026-03-03',
      `0002 ${DATE}`,
    ]);
    expect(named).toHaveLength(1);
    expect(await daysBetween(store.read, { from: DATE, to: DATE, locations: [] })).toEqual([]);
    expect(await datesOfLocation(store.read, '0001')).toEqual(dates);
  });

  it('cannot rise between the reading of its ledger and the commit of its fold', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    await raise(store, ['0001', DATE, 'sale.new']);
    let raising: Promise<unknown> = Promise.resolve();

    const read = await write(store, async (session) => {
      const [day] = await lockDays(session, [{ location: '0001', date: DATE }]);
      raising = raise(other, ['0001', DATE, 'sale.new']);
      await untilSomeoneWaits(other);
      const again = await lockDays(session, [{ location: '0001', date: DATE }]);
      expect(again).toEqual([day]);
      return day?.ledgerVersion;
    });
    await raising;

    expect(read).toBe(1);
    expect((await only(store)).ledgerVersion).toBe(2);
  });
});
