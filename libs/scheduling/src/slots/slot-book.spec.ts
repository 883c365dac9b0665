import { expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@tillbridge/domain';
import type { ConnectionSettings, ScheduleSettings } from '@tillbridge/settings';
import {
  declareConnection,
  finishJob,
  openJobs,
  saveShops,
  serveSlots,
  setActive,
  slotsAfter,
  slotSummaries,
  type Store,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { ImportRequest } from '../jobs/import-request.js';
import { aConnection, type HandClock, handClock, HOURLY } from '../testing/fake-steps.js';
import { SlotBook } from './slot-book.js';

function bookOf(store: Store, clock: HandClock, schedule: ScheduleSettings = HOURLY): SlotBook {
  return new SlotBook(store, clock, { connections: [aConnection('acme', schedule)] });
}

async function nextDue(store: Store, after: number): Promise<string[]> {
  return (await slotsAfter(store.read, after)).map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 16));
}

/** What whoever works the jobs does when everything was read. */
async function serveAll(store: Store, at: number): Promise<void> {
  for (const { id } of await openJobs(store.read)) {
    await store.transaction(null, async (session) => {
      await serveSlots(session, id, at);
      await finishJob(session, { id, state: 'done', outcome: '{}', at });
    });
  }
}

/** A book of which every slot until now is served. */
async function begunBook(store: Store, clock: HandClock): Promise<SlotBook> {
  const book = bookOf(store, clock);
  await book.keep();
  await book.takeDue();
  await serveAll(store, clock.at);
  return book;
}

async function closeAll(store: Store, at: number): Promise<void> {
  for (const { id } of await openJobs(store.read)) {
    await store.transaction(null, (session) => finishJob(session, { id, state: 'failed', outcome: '', at }));
  }
}

async function requests(store: Store): Promise<ImportRequest[]> {
  return (await openJobs(store.read)).map(({ request }) => JSON.parse(request) as ImportRequest);
}

describeOnBothStores('the book of slots', (stores) => {
  it('writes the next slot before it is due, and makes one job of it when it is', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:30Z');
    const book = await begunBook(store, clock);
    const before = await nextDue(store, clock.at);

    const early = await book.takeDue();
    clock.at = Date.parse('2026-05-14T11:02:00Z');
    const due = await book.takeDue();
    const again = await book.takeDue();

    expect(before).toEqual(['2026-05-14T11:02']);
    expect([early.jobs.length, due.jobs.length, again.jobs.length]).toEqual([0, 1, 0]);
    expect(await requests(store)).toEqual([
      { connection: 'acme', deliver: false, from: null, to: null, acceptVanished: false, depth: 'hourly' },
    ]);
  });

  it('collapses what was missed over days into one job of the deepest depth', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-15T10:20:00Z');
    const book = await begunBook(store, clock);

    clock.at += 4 * DAY;
    await book.keep();
    const { jobs } = await book.takeDue();

    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.slots.length).toBeGreaterThan(40);
    expect((await requests(store)).map(({ depth }) => depth)).toEqual(['weekly']);
  });

  it('takes all that was missed in a sleep along with the slot that was written before it', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const book = await begunBook(store, clock);

    clock.at += 9 * HOUR;
    const { jobs } = await book.takeDue();

    expect(jobs.map(({ slots }) => slots.length)).toEqual([9]);
    expect(await nextDue(store, clock.at)).toEqual(['2026-05-14T20:02']);
  });

  it('makes one job of a slot, however many processes tick at once', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const doors = [store, await stores.openAgain(store), await stores.openAgain(store)];
    const books = doors.map((door) => bookOf(door, clock));
    for (let hour = 0; hour < 3; hour += 1) {
      clock.at += HOUR;
      await Promise.all(books.map((book) => book.keep()));
      const taken = await Promise.all(books.map((book) => book.takeDue()));

      expect(taken.flatMap(({ jobs }) => jobs)).toHaveLength(1);
      expect(await openJobs(store.read)).toHaveLength(1);
      await serveAll(store, clock.at);
    }
  });

  it('stacks no job on one that is open, and takes the slot along afterwards', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const book = bookOf(store, clock);
    await book.keep();
    await book.takeDue();
    clock.at = Date.parse('2026-05-14T11:05:00Z');
    await book.keep();

    const meanwhile = await book.takeDue();
    await serveAll(store, clock.at);
    const afterwards = await book.takeDue();

    expect([meanwhile.jobs.length, meanwhile.waiting.length]).toEqual([0, 1]);
    expect(afterwards.jobs.map(({ slots }) => slots.length)).toEqual([1]);
  });

  it('has a slot wait for no job that reads deeper, since that gives way', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T23:20:00Z');
    const book = await begunBook(store, clock);
    const depths: unknown[] = [];
    for (const time of ['2026-05-15T00:02:00Z', '2026-05-15T01:02:00Z', '2026-05-15T02:02:00Z']) {
      clock.at = Date.parse(time);
      await book.keep();
      const { jobs, waiting } = await book.takeDue();
      depths.push([jobs.map(({ slots }) => slots.map(({ depth }) => depth)), waiting.map(({ depth }) => depth)]);
    }

    expect(depths).toEqual([
      [[['daily']], []],
      [[['hourly']], []],
      [[], ['hourly']],
    ]);
    expect((await requests(store)).map(({ depth }) => depth)).toEqual(['daily', 'hourly']);
  });

  it('lets the next due slot take along those whose job failed, with their depth', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T23:20:00Z');
    const book = await begunBook(store, clock);
    clock.at = Date.parse('2026-05-15T00:03:00Z');
    await book.keep();
    await book.takeDue();
    await closeAll(store, clock.at);
    const quiet = await book.takeDue();

    clock.at += HOUR;
    await book.keep();
    const { jobs } = await book.takeDue();

    expect(quiet.jobs).toEqual([]);
    expect(jobs.map(({ slots }) => slots.map(({ depth }) => depth))).toEqual([['daily', 'hourly']]);
    expect((await requests(store)).map(({ depth }) => depth)).toEqual(['daily']);
  });

  it('takes out future slots that a changed schedule does not have', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    await bookOf(store, clock, { type: 'every', minutes: 3 }).keep();
    const before = await nextDue(store, clock.at);

    await bookOf(store, clock, { type: 'daily', startTime: '06:00' }).keep();

    expect(before.length).toBeGreaterThan(2);
    expect(await nextDue(store, clock.at)).toEqual(['2026-05-15T06:00']);
  });

  it('counts in the zone of the schedule, else in that of the account, else in UTC', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const daily: ScheduleSettings = { type: 'daily', startTime: '06:00' };
    await bookOf(store, clock, daily).keep();
    const unknown = await nextDue(store, clock.at);
    await store.transaction(null, async (session) => {
      await declareConnection(session, { id: 'acme', connector: 'c', label: 'a', active: true }, clock.at);
      const shop = { posId: '1', name: 'x', timeZone: 'America/Toronto', currency: null, archived: false };
      await saveShops(session, 'acme', [shop], clock.at);
    });
    await bookOf(store, clock, daily).keep();
    const account = await nextDue(store, clock.at);

    await bookOf(store, clock, { ...daily, timeZone: 'America/Vancouver' }).keep();

    expect([unknown, account, await nextDue(store, clock.at)]).toEqual([
      ['2026-05-15T06:00'],
      ['2026-05-15T10:00'],
      ['2026-05-14T13:00'],
    ]);
  });

  it('writes none for a connection that is paused or not active, and catches up when it is resumed', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const connections: ConnectionSettings[] = [aConnection('acme'), { ...aConnection('off'), active: false }];
    const book = new SlotBook(store, clock, { connections });
    await book.keep();
    await book.takeDue();
    await serveAll(store, clock.at);
    const pause = (active: boolean) =>
      store.transaction(null, async (session) => {
        await declareConnection(session, { id: 'acme', connector: 'c', label: 'a', active: true }, clock.at);
        await setActive(session, 'acme', active);
      });

    await pause(false);
    await book.keep();
    const paused = await nextDue(store, clock.at);
    clock.at += 5 * HOUR;
    await book.keep();
    const { jobs: none } = await book.takeDue();
    await pause(true);
    await book.keep();
    const { jobs } = await book.takeDue();

    expect([paused, none]).toEqual([[], []]);
    expect(jobs.map(({ connectionId, slots }) => [connectionId, slots.length])).toEqual([['acme', 5]]);
  });

  it('neither misses nor doubles a slot when the clock is set ahead and back', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const book = bookOf(store, clock);
    const start = clock.at;
    const runAt = async (at: number): Promise<number> => {
      clock.at = at;
      await book.keep();
      const { jobs } = await book.takeDue();
      await serveAll(store, clock.at);
      return jobs.length;
    };
    await runAt(start);

    const counts = [];
    for (const step of [5 * 365 * DAY, 0, HOUR, -50 * 365 * DAY, HOUR, 2 * HOUR, 3 * HOUR]) {
      counts.push(await runAt(start + step + MINUTE));
    }

    expect(counts.slice(1)).toEqual([0, 1, 1, expect.any(Number), 1, 1]);
    expect(await nextDue(store, clock.at)).toEqual(['2026-05-14T14:02']);
  });

  it('forgets what is over since five weeks', async () => {
    const store = await stores.open();
    const clock = handClock('2026-05-14T10:20:00Z');
    const book = await begunBook(store, clock);
    clock.at += 36 * DAY;

    await book.prune();

    expect(await slotSummaries(store.read, ['acme'], clock.at)).toMatchObject([{ lastServed: null, nextDue: null }]);
  });
});
