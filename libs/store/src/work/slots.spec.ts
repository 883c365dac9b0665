import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { finishJob, insertJob } from './jobs.js';
import {
  bindSlots,
  dueSlots,
  deleteSlots,
  insertSlots,
  lastSlots,
  pruneSlots,
  rebindSlots,
  serveSlots,
  setSlotDepth,
  type Slot,
  slotsAfter,
  slotsOfJob,
  slotSummaries,
} from './slots.js';

const HOUR = 3_600_000;

function hourly(hours: readonly number[], connectionId = 'acme'): Slot[] {
  return hours.map((hour) => ({ connectionId, dueAt: NOON + hour * HOUR, depth: 'hourly' }));
}

function hoursOf(slots: ReadonlyArray<{ readonly dueAt: number }>): number[] {
  return slots.map(({ dueAt }) => (dueAt - NOON) / HOUR);
}

describeOnBothStores('a slot', (stores) => {
  it('is there once, whoever writes it', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);

    await Promise.all([store, other].map((door) => write(door, (session) => insertSlots(session, hourly([1, 2, 3])))));

    expect(hoursOf(await slotsAfter(store.read, NOON + HOUR))).toEqual([2, 3]);
    expect(await lastSlots(store.read, ['acme', 'none'], NOON + 2 * HOUR)).toEqual(
      new Map([['acme', NOON + 2 * HOUR]]),
    );
  });

  it('goes to one job only, however many processes ask at once', async () => {
    const store = await stores.open();
    const doors = [store, await stores.openAgain(store), await stores.openAgain(store)];
    await write(store, (session) => insertSlots(session, hourly([-2, -1, 0, 1])));
    expect(hoursOf(await dueSlots(store.read, NOON))).toEqual([-2, -1, 0]);

    const bound = await Promise.all(
      doors.map((door, at) =>
        write(door, (session) => bindSlots(session, { connectionId: 'acme', jobId: `j${at}`, now: NOON })),
      ),
    );

    expect(bound.map(hoursOf).filter((hours) => hours.length > 0)).toEqual([[-2, -1, 0]]);
    expect(await dueSlots(store.read, NOON)).toEqual([]);
  });

  it('that its job did not serve goes to the next one, but not while that job is open', async () => {
    const store = await stores.open();
    const job = { id: 'j1', kind: 'import', connectionId: 'acme', request: '{}', requestedBy: 's', requestedAt: NOON };
    const bind = (jobId: string) =>
      write(store, (session) => bindSlots(session, { connectionId: 'acme', jobId, now: NOON + HOUR }));
    await write(store, (session) => insertSlots(session, hourly([0])));
    await write(store, (session) => insertJob(session, job));
    await bind('j1');
    await write(store, (session) => insertSlots(session, hourly([1])));

    const meanwhile = await bind('j2');
    await write(store, (session) => finishJob(session, { id: 'j1', state: 'failed', outcome: '', at: NOON }));
    const after = await bind('j3');

    expect(hoursOf(meanwhile)).toEqual([1]);
    expect(hoursOf(after)).toEqual([0]);
  });

  it('that is served stays served', async () => {
    const store = await stores.open();
    await write(store, (session) => insertSlots(session, [...hourly([-1, 0, 1]), ...hourly([1, 2], 'other')]));
    await write(store, (session) => bindSlots(session, { connectionId: 'acme', jobId: 'j1', now: NOON - HOUR }));

    await write(store, (session) => serveSlots(session, 'j1', NOON));

    expect(
      await write(store, (session) => bindSlots(session, { connectionId: 'acme', jobId: 'j2', now: NOON })),
    ).toEqual([{ connectionId: 'acme', dueAt: NOON, depth: 'hourly', jobId: 'j2', servedAt: null }]);
    expect(await slotSummaries(store.read, ['acme', 'other', 'none'], NOON)).toEqual([
      { connectionId: 'acme', lastServed: NOON - HOUR, nextDue: NOON + HOUR, missed: 1 },
      { connectionId: 'none', lastServed: null, nextDue: null, missed: 0 },
      { connectionId: 'other', lastServed: null, nextDue: NOON + HOUR, missed: 0 },
    ]);
  });

  it('can be handed on, made shallower, taken out and forgotten', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      await insertSlots(session, hourly([-3, -2, 1, 2]));
      await bindSlots(session, { connectionId: 'acme', jobId: 'j1', now: NOON });
      await rebindSlots(session, 'j1', 'j2');
      await setSlotDepth(session, 'j2', 'recent');
      await deleteSlots(session, hourly([2]));
      await pruneSlots(session, NOON - 2 * HOUR);
    });

    expect(await slotsOfJob(store.read, 'j1')).toEqual([]);
    expect((await slotsOfJob(store.read, 'j2')).map(({ dueAt, depth }) => [dueAt, depth])).toEqual([
      [NOON - 2 * HOUR, 'recent'],
    ]);
    expect(hoursOf(await slotsAfter(store.read, NOON))).toEqual([1]);
  });
});
