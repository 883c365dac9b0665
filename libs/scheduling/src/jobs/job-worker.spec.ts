import { expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '@tillbridge/domain';
import type { Log } from '@tillbridge/observability';
import {
  declareConnection,
  endAllLeases,
  jobById,
  openJobs,
  setActive,
  slotsOfJob,
  slotSummaries,
  type Store,
  takeLease,
} from '@tillbridge/store';
import type { SyncReport, SyncWork } from '@tillbridge/sync';
import { eventually } from '../../../../test/support/eventually.ts';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { Dispatcher } from '../dispatcher.js';
import { SlotBook } from '../slots/slot-book.js';
import { CountingMeters } from '../testing/counting-meters.js';
import { aCause, aConnection, failing, fakeSteps, type HandClock, handClock, READ } from '../testing/fake-steps.js';
import { InProcessWaker } from '../waker/in-process-waker.js';
import { workingRight } from '../right/working-right.js';
import type { ImportRequest } from './import-request.js';
import { JobWorker } from './job-worker.js';

const CONNECTIONS = ['acme', 'bolt', 'cork', 'dune', 'ends', 'fern'].map((id) => aConnection(id));

let processes = 0;

/** One process that works by itself; `read` stands for what a sync does. */
class Process {
  readonly works: SyncWork[] = [];
  readonly meters = new CountingMeters();
  read: (work: SyncWork) => Promise<SyncReport | null> = () => Promise.resolve(READ);
  readonly book: SlotBook;
  readonly worker: JobWorker;
  readonly dispatcher: Dispatcher;
  readonly events: string[] = [];
  runs = 0;

  constructor(
    readonly store: Store,
    readonly clock: HandClock,
    connections = CONNECTIONS.slice(0, 1),
  ) {
    const read = (work: SyncWork): Promise<SyncReport | null> => {
      this.works.push(work);
      return this.read(work);
    };
    const steps = fakeSteps(store, { owner: `p${(processes += 1)}`, clock, connections, read });
    this.book = new SlotBook(store, clock, { connections });
    const onRun = (): void => {
      this.runs += 1;
    };
    const log: Log = { write: (_level, { event }) => void this.events.push(event) };
    this.worker = new JobWorker({ steps, meters: this.meters, log, random: () => 0.5, onRun });
    const right = workingRight(store, { process: 1, host: 'h', command: 'c', since: 's' });
    this.dispatcher = new Dispatcher(steps, right, new InProcessWaker());
  }

  /** What the scheduler does at a tick, until nothing is left to do. */
  async tick(): Promise<void> {
    await this.book.keep();
    await this.book.takeDue();
    await this.worker.look();
    await this.worker.idle();
  }

  async job(id: string) {
    const job = await jobById(this.store.read, id);
    if (job === null) throw new Error(`no job ${id}`);
    return job;
  }
}

function request(connection = 'acme', more: Partial<ImportRequest> = {}): ImportRequest {
  return { connection, deliver: false, from: null, to: null, acceptVanished: false, ...more };
}

async function missedOf(store: Store, now: number): Promise<number | undefined> {
  return (await slotSummaries(store.read, ['acme'], now))[0]?.missed;
}

describeOnBothStores('the worker of jobs', (stores) => {
  it('leaves a job alone that another replica took over from it', async () => {
    const clock = handClock('2026-05-14T10:20:00Z');
    const process = new Process(await stores.open(), clock);
    const id = await process.dispatcher.request(request(), 'test');
    process.read = async () => {
      clock.at += 2 * DAY;
      await process.store.transaction(null, async (session) => {
        await endAllLeases(session);
        await takeLease(session, { scope: 'connection:acme', owner: 'another', milliseconds: 600_000 });
      });
      return READ;
    };

    await process.worker.look();
    await process.worker.idle();

    expect(await process.job(id)).toMatchObject({ state: 'running', notBefore: null });
    expect(process.events).toEqual(['import.fenced_off']);
  });

  it('works what is due and serves its slots', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));

    await process.tick();

    expect(process.works.map(({ request: { depth } }) => depth)).toEqual(['hourly']);
    expect(await openJobs(process.store.read)).toEqual([]);
    expect(await slotSummaries(process.store.read, ['acme'], process.clock.at)).toMatchObject([
      { lastServed: process.clock.at, missed: 0 },
    ]);
    expect(process.runs).toBe(1);
    expect(process.meters.of('task_runs_total import acme')).toBe(1);
    expect(process.meters.of('task_last_success_timestamp_seconds import acme')).toBe(process.clock.at / 1_000);
    expect(process.meters.of('task_running import')).toBe(0);
    expect(process.events).toEqual(['import.done']);
  });

  it('tries a run again after a pause while its cause may pass, and goes on where it stopped', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));
    process.read = () => Promise.resolve(failing('upstream.unavailable'));
    await process.tick();
    await process.tick();
    const attempts = process.works.length;
    const [waiting] = await openJobs(process.store.read);

    process.clock.at += MINUTE;
    process.read = () => Promise.resolve(READ);
    await process.tick();

    expect(attempts).toBe(1);
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1, notBefore: process.clock.at });
    expect(process.works.map(({ asOf }) => asOf)).toEqual([null, process.clock.at - MINUTE]);
    const { outcome } = await process.job(waiting?.id ?? '');
    expect(JSON.parse(outcome ?? '')).toMatchObject({
      sync: { streams: [{ read: 3, complete: true }, {}], causes: [] },
    });
    expect(await missedOf(process.store, process.clock.at)).toBe(0);
    expect(process.meters.of('task_failures_total import acme upstream.unavailable')).toBe(1);
  });

  it('leaves a slot to the next one where a person must act, and reads as deep once somebody has', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T23:20:00Z'));
    await process.tick();
    process.clock.at = Date.parse('2026-05-15T00:02:00Z');
    process.read = () => Promise.resolve(failing('auth.revoked'));
    await process.tick();
    const missed = await missedOf(process.store, process.clock.at);

    process.clock.at += HOUR;
    process.read = () => Promise.resolve(READ);
    await process.tick();

    expect(missed).toBe(1);
    expect(process.works.map(({ request: { depth } }) => depth)).toEqual(['hourly', 'daily', 'daily']);
    expect(await missedOf(process.store, process.clock.at)).toBe(0);
  });

  it('does not read deep again each hour while a right is missing', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T23:20:00Z'));
    await process.tick();
    process.clock.at = Date.parse('2026-05-15T00:02:00Z');
    process.read = () => Promise.resolve({ ...READ, causes: [aCause('permission.missing', { stream: 'shifts' })] });
    await process.tick();

    process.clock.at += HOUR;
    await process.tick();

    expect(process.works.map(({ request: { depth } }) => depth)).toEqual(['hourly', 'daily', 'hourly']);
    expect(await missedOf(process.store, process.clock.at)).toBe(2);
  });

  it('reads no deeper between the hours while a right is missing', async () => {
    const connections = [aConnection('acme', { type: 'every', minutes: 10 })];
    const process = new Process(await stores.open(), handClock('2026-05-14T10:55:00Z'), connections);
    process.read = () => Promise.resolve({ ...READ, causes: [aCause('permission.missing', { stream: 'shifts' })] });
    await process.tick();

    for (let slot = 0; slot < 3; slot += 1) {
      process.clock.at += 10 * MINUTE;
      await process.tick();
    }

    expect(process.works.map(({ request: { depth } }) => depth)).toEqual(['hourly', 'hourly', 'recent', 'recent']);
  });

  it('works one job at a time for a connection, and four connections side by side', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'), CONNECTIONS);
    const gate = Promise.withResolvers<SyncReport>();
    process.read = () => gate.promise;
    for (const { id } of CONNECTIONS) {
      await process.dispatcher.request(request(id), 'a person');
      await process.dispatcher.request(request(id, { acceptVanished: true }), 'a person');
    }

    await process.worker.look();
    await eventually(() => process.works.length === 4, 'four did not begin');
    await process.worker.look();
    const first = process.works.map(({ connection: { id } }) => id);
    gate.resolve(READ);
    await eventually(async () => (await openJobs(process.store.read)).length === 0, 'not all were done');

    expect(first).toHaveLength(4);
    expect(new Set(first).size).toBe(4);
    expect(process.works).toHaveLength(12);
  });

  it('lets an hour that is due go before the months that a person asked for, which come on all the same', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));
    const slices: string[] = [];
    process.read = async ({ request: { from }, mayReadOn }) => {
      const left = from === null ? 1 : 4 - slices.filter((slice) => slice === from).length;
      for (let slice = 0; slice < left; slice += 1) {
        if (!(await mayReadOn?.())) return null;
        slices.push(from ?? 'hour');
        if (from === null) continue;
        process.clock.at += HOUR;
        await process.book.keep();
        await process.book.takeDue();
      }
      return READ;
    };
    const id = await process.dispatcher.request(request('acme', { from: '2025', to: '2026' }), 'a person');

    await process.worker.look();
    await eventually(async () => (await openJobs(process.store.read)).length === 0, 'not all were done');

    expect(slices).toEqual(['2025', 'hour', '2025', 'hour', '2025', 'hour', '2025', 'hour']);
    expect(await process.job(id)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('begins the most urgent of the jobs that wait, and gives way to none of a connection that is paused', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));
    const begun: unknown[] = [];
    process.read = async ({ request: { from, depth }, mayReadOn }) => {
      await mayReadOn?.();
      await process.dispatcher.request(request('acme', { depth: 'recent' }), 'schedule');
      begun.push([from ?? depth, await mayReadOn?.()]);
      await process.store.transaction(null, async (session) => {
        await declareConnection(session, { id: 'acme', connector: 'c', label: 'a', active: true }, 0);
        await setActive(session, 'acme', false);
      });
      begun.push(await mayReadOn?.());
      return READ;
    };
    for (const more of [{ from: '2025', to: '2026' }, { depth: 'weekly' as const }, { depth: 'daily' as const }]) {
      await process.dispatcher.request(request('acme', more), 'schedule');
      process.clock.at += 1;
    }

    await process.worker.look();
    await process.worker.idle();

    expect(begun).toEqual([['daily', false], true]);
  });

  it('lets nobody starve behind four connections whose POS is slow', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'), CONNECTIONS);
    const slow = Promise.withResolvers<SyncReport>();
    const read: string[] = [];
    process.read = ({ connection: { id } }) => {
      if (id < 'e') return slow.promise;
      read.push(id);
      return Promise.resolve(READ);
    };
    for (const { id } of CONNECTIONS) {
      await process.dispatcher.request(request(id), 'a person');
      process.clock.at += 1;
    }
    await process.worker.look();
    await eventually(() => process.works.length === 4, 'four did not begin');

    process.clock.at += 10 * MINUTE;
    await process.worker.look();
    await eventually(() => read.length === 2, 'the others were not read');

    slow.resolve(READ);
    await process.worker.idle();
    expect(read.toSorted()).toEqual(['ends', 'fern']);
  });

  it('works what a process left running when it died', async () => {
    const store = await stores.open();
    const process = new Process(store, handClock('2026-05-14T10:20:00Z'));
    const dead = new Process(await stores.openAgain(store), process.clock);
    const never = Promise.withResolvers<SyncReport>();
    dead.read = () => never.promise;
    const id = await dead.dispatcher.request(request(), 'a person');
    await dead.worker.look();
    await eventually(() => dead.works.length === 1, 'it did not run');
    await process.worker.look();
    const beside = process.works.length;

    await store.transaction(null, endAllLeases);
    await process.worker.look();
    await process.worker.idle();

    expect(beside).toBe(0);
    expect(process.works.map(({ asOf }) => asOf)).toEqual([process.clock.at]);
    expect(await process.job(id)).toMatchObject({ state: 'done', attempts: 2 });
    never.reject(new Error('gone'));
    await dead.worker.stop();
  });

  it('does not work for a connection that is paused', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));
    await process.dispatcher.request(request(), 'a person');
    await process.store.transaction(null, async (session) => {
      await declareConnection(session, { id: 'acme', connector: 'c', label: 'a', active: true }, 0);
      await setActive(session, 'acme', false);
    });

    await process.worker.look();
    await process.worker.idle();

    expect(process.works).toEqual([]);
    expect(await openJobs(process.store.read)).toHaveLength(1);
  });

  it('lets a run that breaks wait, and gives up after a day', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));
    process.read = () => Promise.reject(new TypeError('a defect'));
    const id = await process.dispatcher.request(request(), 'a person');
    await process.worker.look();
    await process.worker.idle();
    await process.worker.look();
    await process.worker.idle();
    const pausing = await process.job(id);

    process.clock.at += DAY;
    await process.worker.look();
    await process.worker.idle();

    expect(process.works).toHaveLength(2);
    expect(pausing).toMatchObject({ state: 'running', notBefore: Date.parse('2026-05-14T10:21:00Z') });
    expect(await process.job(id)).toMatchObject({ state: 'failed', outcome: 'TypeError: a defect' });
    expect(process.meters.of('task_failures_total import acme defect')).toBe(2);
  });

  it('breaks off when it is stopped, and whoever works next resumes', async () => {
    const store = await stores.open();
    const process = new Process(store, handClock('2026-05-14T10:20:00Z'));
    process.read = ({ signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const id = await process.dispatcher.request(request(), 'a person');
    await process.worker.look();
    await eventually(() => process.works.length === 1, 'it did not run');

    await process.worker.stop();
    const left = await process.job(id);
    const next = new Process(store, process.clock);
    await next.worker.look();
    await next.worker.idle();

    expect(left).toMatchObject({ state: 'running', notBefore: null });
    expect(await next.job(id)).toMatchObject({ state: 'done' });
  });

  it('tells who follows a job that is tried again what its attempt came to, and starts at once when asked again', async () => {
    const store = await stores.open();
    const daemon = new Process(store, handClock('2026-05-14T10:20:00Z'));
    daemon.read = () => Promise.resolve(failing('upstream.unavailable'));
    const id = await daemon.dispatcher.request(request(), 'a person');
    await daemon.worker.look();
    await daemon.worker.idle();
    const follower = new Process(await stores.openAgain(store), daemon.clock);

    const again = await follower.dispatcher.request(request(), 'another');
    const asked = await daemon.job(id);
    await daemon.worker.look();
    await daemon.worker.idle();

    expect(again).toBe(id);
    expect(asked).toMatchObject({ notBefore: null, asOf: null });
    expect((await daemon.job(id)).outcome).toContain('upstream.unavailable');
    expect(daemon.works).toHaveLength(2);
  });

  it('gives the slots of a job that joined another to that one', async () => {
    const process = new Process(await stores.open(), handClock('2026-05-14T10:20:00Z'));
    const id = await process.dispatcher.request(request('acme', { depth: 'hourly' }), 'a person');
    await process.book.keep();

    await process.book.takeDue();

    expect((await slotsOfJob(process.store.read, id)).length).toBe(1);
    expect(await openJobs(process.store.read)).toHaveLength(1);
  });
});
