import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Store } from '../database/store.js';
import { NOON, write } from '../testing/builders.js';
import { raiseLedgerVersions, saveFoldedDays } from '../tally/location-days.js';
import { countLackingDays, deliveriesBetween, type DeliveryRow, lackingDays } from './days-at-output.js';
import { acknowledge, type Acknowledgement, type FailedAttempt, saveFailures, wantResend } from './deliveries.js';
import { reachBack } from './reach.js';

const DATE = '2026-03-02';
const KEY = { location: '0001', date: DATE };

/** A day folded to a revision, within the reach of `tmas`. */
async function foldedTo(store: Store, revision: number, key = KEY): Promise<void> {
  await write(store, async (session) => {
    await raiseLedgerVersions(session, [{ ...key, trigger: 'sale.new' }]);
    const day = { ...key, foldedVersion: 1, revision, rules: '{}', timeZone: 'UTC', notes: '' };
    await saveFoldedDays(session, [day]);
    await reachBack(session, 'tmas', [{ location: '0001', firstDate: '2026-03-01' }]);
  });
}

async function behind(store: Store, hash = 'h1'): Promise<string[]> {
  const wanted = { output: 'tmas', locations: ['0001', '0002'], hash, limit: 99 };
  const days = await lackingDays(store.read, wanted);
  expect(await countLackingDays(store.read, wanted)).toBe(days.length);
  return days.map(({ location, date, revision }) => `${location} ${date} ${revision}`);
}

function ack(store: Store, ...acks: Array<Partial<Acknowledgement>>): Promise<void> {
  const whole = acks.map((each) => ({
    ...KEY,
    revision: 1,
    hash: 'h1',
    reference: null,
    ackedTo: null,
    resendMark: 0,
    ...each,
  }));
  return write(store, (session) => acknowledge(session, 'tmas', whole, NOON));
}

function fail(store: Store, failure: Partial<FailedAttempt> = {}): Promise<void> {
  const whole = {
    ...KEY,
    revision: 1,
    cause: '{"code":"x"}',
    dead: false,
    nextAttemptAt: null,
    resendMark: 0,
    ...failure,
  };
  return write(store, (session) => saveFailures(session, 'tmas', [whole]));
}

async function stands(store: Store): Promise<DeliveryRow | null> {
  const [day] = await deliveriesBetween(store.read, { output: 'tmas', from: DATE, to: DATE });
  return day?.delivery ?? null;
}

const IS_BEHIND = [`0001 ${DATE} 1`];

describeOnBothStores('a day is behind at an output', (stores) => {
  it('until its revision was acknowledged, and again after the next one', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);

    const first = await behind(store);
    await ack(store, {});
    const acknowledged = await behind(store);
    await foldedTo(store, 2);

    expect([first, acknowledged]).toEqual([IS_BEHIND, []]);
    expect(await behind(store)).toEqual([`0001 ${DATE} 2`]);
  });

  it('when the settings that shape its bytes have changed', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);
    await ack(store, {});

    expect(await behind(store, 'h2')).toEqual(IS_BEHIND);
    await ack(store, { hash: 'h2' });
    expect(await behind(store, 'h2')).toEqual([]);
  });

  it('when it is wanted again, until it was acknowledged again', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);
    await ack(store, {});

    await write(store, (session) => wantResend(session, 'tmas', [KEY, KEY]));
    const wanted = await behind(store);
    await ack(store, { resendMark: 1 });

    expect(wanted).toEqual(IS_BEHIND);
    expect(await behind(store)).toEqual([]);
  });

  it('not while this revision is dead, but with the next one or when a person wants it again', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);
    await fail(store, { dead: true });

    const dead = await behind(store);
    await foldedTo(store, 2);
    const next = await behind(store);
    await fail(store, { dead: true, revision: 2 });
    const deadAgain = await behind(store);
    await write(store, (session) => wantResend(session, 'tmas', [KEY]));

    expect([dead, next, deadAgain]).toEqual([[], [`0001 ${DATE} 2`], []]);
    expect(await behind(store)).toEqual([`0001 ${DATE} 2`]);
  });

  it('only within the reach of the output, at a location that it has, once folded', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);
    await foldedTo(store, 1, { ...KEY, date: '2026-02-28' });
    await foldedTo(store, 1, { ...KEY, date: '2026-03-01' });
    await foldedTo(store, 1, { location: '0002', date: DATE });
    await foldedTo(store, 0, { ...KEY, date: '2026-03-03' });

    expect(await behind(store)).toEqual(['0001 2026-03-01 1', ...IS_BEHIND]);
  });

  it('in order of date, as many as asked for, of the locations asked for', async () => {
    const store = await stores.open();
    for (const date of ['2026-03-03', '2026-03-01', DATE]) await foldedTo(store, 1, { ...KEY, date });
    const wanted = { output: 'tmas', locations: ['0001'], hash: 'h1', limit: 2 };

    const days = await lackingDays(store.read, wanted);

    expect(days.map(({ date }) => date)).toEqual(['2026-03-01', DATE]);
    expect(days.map(({ delivery }) => delivery)).toEqual([null, null]);
    expect(await lackingDays(store.read, { ...wanted, locations: [] })).toEqual([]);
    expect(await lackingDays(store.read, { ...wanted, output: 'other' })).toEqual([]);
  });
});

describeOnBothStores('a day that somebody wants again while it is under way', (stores) => {
  async function underWay(): Promise<Store> {
    const store = await stores.open();
    await foldedTo(store, 1);
    await write(store, (session) => wantResend(session, 'tmas', [KEY]));
    return store;
  }

  it('goes out again after that delivery was acknowledged', async () => {
    const store = await underWay();
    const sentWith = (await stands(store))?.resendMark;
    await write(store, (session) => wantResend(session, 'tmas', [KEY]));

    await ack(store, { resendMark: sentWith ?? -1 });

    expect(await behind(store)).toEqual(IS_BEHIND);
    expect(await stands(store)).toMatchObject({ ackedRevision: 1, resendWanted: true });
  });

  it('goes out again after that delivery was refused for good', async () => {
    const store = await underWay();
    await write(store, (session) => wantResend(session, 'tmas', [KEY]));

    await fail(store, { dead: true, resendMark: 1 });

    expect(await behind(store)).toEqual(IS_BEHIND);
  });

  it('goes out again where it was never sent before', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);
    await write(store, (session) => wantResend(session, 'tmas', [KEY]));

    await ack(store, { resendMark: 0 });

    expect(await behind(store)).toEqual(IS_BEHIND);
  });

  it('is dead, and no longer wanted, when the receiver refuses what was wanted', async () => {
    const store = await underWay();

    await fail(store, { dead: true, resendMark: 1 });

    expect(await behind(store)).toEqual([]);
    expect(await stands(store)).toMatchObject({ resendWanted: false, deadRevision: 1 });
  });
});

describeOnBothStores('how far an output knows a day', (stores) => {
  it('is the end of the last cell that it took, and never goes back', async () => {
    const store = await stores.open();
    await foldedTo(store, 3);

    await ack(store, { revision: 1, ackedTo: NOON });
    await ack(store, { revision: 2, ackedTo: NOON - 9 });
    await ack(store, { revision: 3, ackedTo: null });
    const kept = await stands(store);
    await ack(store, { revision: 3, ackedTo: NOON + 9 });

    expect(kept?.ackedTo).toBe(NOON);
    expect((await stands(store))?.ackedTo).toBe(NOON + 9);
  });
});

describeOnBothStores('an acknowledgement', (stores) => {
  it('keeps what was taken, and ends what failed before', async () => {
    const store = await stores.open();
    await foldedTo(store, 3);
    await fail(store, { revision: 3, dead: true, nextAttemptAt: NOON + 9 });

    await ack(store, { revision: 3, reference: 'r-1' });

    expect(await stands(store)).toEqual({
      ...KEY,
      output: 'tmas',
      ackedRevision: 3,
      ackedHash: 'h1',
      ackedAt: NOON,
      ackedTo: null,
      resendWanted: false,
      resendMark: 0,
      deadRevision: null,
      deadHash: null,
      attempts: 2,
      failures: 0,
      lastCause: null,
      nextAttemptAt: null,
      reference: 'r-1',
    });
  });

  it('never goes back, in whatever order acknowledgements come', async () => {
    const store = await stores.open();
    await foldedTo(store, 3);

    await ack(store, { revision: 2, hash: 'second' });
    await ack(store, { revision: 1, hash: 'first' });
    const afterOlder = await stands(store);
    await ack(store, { revision: 3, hash: 'third' }, { revision: 1, hash: 'first' });

    expect(afterOlder).toMatchObject({ ackedRevision: 2, ackedHash: 'second', attempts: 1 });
    expect(await stands(store)).toMatchObject({ ackedRevision: 3, ackedHash: 'third' });
  });

  it('of an older revision leaves a day that is wanted again, or is dead, as it is', async () => {
    const store = await stores.open();
    await foldedTo(store, 2);
    await ack(store, { revision: 2 });
    await write(store, (session) => wantResend(session, 'tmas', [KEY]));

    await ack(store, { revision: 1 });

    expect(await stands(store)).toMatchObject({ ackedRevision: 2, resendWanted: true });
  });

  it('of one output says nothing about another', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);

    await write(store, (session) =>
      acknowledge(
        session,
        'files',
        [{ ...KEY, revision: 1, hash: 'h1', reference: null, ackedTo: null, resendMark: 0 }],
        NOON,
      ),
    );

    expect(await behind(store)).toEqual(IS_BEHIND);
    expect(await stands(store)).toBeNull();
  });
});

describeOnBothStores('a failed attempt', (stores) => {
  it('keeps its cause and when to try again, and what had been taken before', async () => {
    const store = await stores.open();
    await foldedTo(store, 2);
    await ack(store, { revision: 1, reference: 'r-1' });

    await fail(store, { revision: 2, nextAttemptAt: NOON + 9 });
    await fail(store, { revision: 2, cause: '{"code":"y"}', nextAttemptAt: NOON + 99 });

    expect(await stands(store)).toMatchObject({
      ackedRevision: 1,
      reference: 'r-1',
      attempts: 3,
      lastCause: '{"code":"y"}',
      nextAttemptAt: NOON + 99,
      deadRevision: null,
      deadHash: null,
    });
    expect(await behind(store)).toEqual([`0001 ${DATE} 2`]);
  });

  it('that is not final does not raise the dead', async () => {
    const store = await stores.open();
    await foldedTo(store, 1);
    await fail(store, { dead: true });

    await fail(store, { dead: false });

    expect(await stands(store)).toMatchObject({ deadRevision: 1 });
    expect(await behind(store)).toEqual([]);
  });
});
