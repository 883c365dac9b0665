import { afterEach, describe, expect, it } from '@jest/globals';
import { problemError, TillbridgeError } from '@tillbridge/domain';
import type { Settings } from '@tillbridge/settings';
import { insertJob, jobById, keepLease, leaseHolder, openJobs, type Store } from '@tillbridge/store';
import type { SyncAnswer, SyncWork } from '@tillbridge/sync';
import { eventually } from '../../../test/support/eventually.ts';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { Dispatcher } from './dispatcher.js';
import type { ImportRequest } from './jobs/import-request.js';
import type { ImportSteps } from './jobs/import-steps.js';
import { runImport } from './jobs/run-import.js';
import { SCHEDULING_PROBLEMS } from './problems.js';
import { aCause, aStream, NOTHING_READ } from './testing/fake-steps.js';
import { InProcessWaker } from './waker/in-process-waker.js';
import { workingRight, type WorkingRight } from './right/working-right.js';

const NOTHING: SyncAnswer = { report: NOTHING_READ, findings: [], isCutShort: false };
const REQUEST = { connection: 'acme', deliver: false, from: null, to: null, acceptVanished: false };

const MONTHS = { ...REQUEST, from: '2025-01-01', to: '2025-03-31' };

/** Milliseconds. */
const TAKEN_UP_WITHIN = 500;

let now = 1_000;

/** One process as far as scheduling sees it; `work` stands for what a sync does. */
class Process {
  readonly started: SyncWork[] = [];
  work: (work: SyncWork) => Promise<SyncAnswer> = () => Promise.resolve(NOTHING);
  /** How often it has looked whether it may work. */
  looks = 0;
  private readonly right: WorkingRight;

  constructor(
    readonly store: Store,
    readonly owner: string,
  ) {
    this.right = workingRight(store, { process: 1, host: 'here', command: owner, since: '2026-05-14' });
  }

  stoodBack = 0;

  import(wait = 10_000, onWaiting: () => void = () => undefined, request: ImportRequest = REQUEST) {
    const right: WorkingRight = {
      tryTake: () => {
        this.looks += 1;
        return this.right.tryTake();
      },
      release: () => this.right.release(),
      holder: () => this.right.holder(),
      isExclusive: this.right.isExclusive,
    };
    return new Dispatcher(this.steps(), right, new InProcessWaker(), TAKEN_UP_WITHIN).import(request, {
      wait,
      requestedBy: this.owner,
      onWaiting,
      onStandingBack: () => {
        this.stoodBack += 1;
      },
      onProgress: () => undefined,
      signal: new AbortController().signal,
    });
  }

  /** As the service does it. */
  async workJob(id: string): Promise<void> {
    for (let outcome = null; outcome === null;) {
      const job = await jobById(this.store.read, id);
      if (job === null) throw new Error(`no job ${id}`);
      outcome = await runImport(this.steps(), job, {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
    }
  }

  leave(): void {
    this.right.release();
  }

  private steps(): ImportSteps {
    const sync = {
      run: (work: SyncWork) => {
        this.started.push(work);
        return this.work(work);
      },
    };
    const tallies = { foldPending: () => Promise.resolve({ days: 0, revised: [], cells: 0 }) };
    const settings = { connections: [{ id: 'acme', active: true, locations: [] }], reading: {} } as unknown as Settings;
    return {
      store: this.store,
      clock: { now: () => (now += 1) },
      settings,
      sync: sync as unknown as ImportSteps['sync'],
      tallies: tallies as unknown as ImportSteps['tallies'],
      delivery: {} as ImportSteps['delivery'],
      outputs: [],
      owner: this.owner,
    };
  }
}

describeOnBothStores('a job', (stores) => {
  const processes: Process[] = [];

  afterEach(() => {
    for (const process of processes.splice(0)) process.leave();
  });

  function aProcess(store: Store, owner: string): Process {
    const process = new Process(store, owner);
    processes.push(process);
    return process;
  }

  it('is done and closed, and its lease given up', async () => {
    const store = await stores.open();
    const process = aProcess(store, 'one');

    const outcome = await process.import();

    expect(outcome.sync).toEqual(NOTHING_READ);
    expect(await openJobs(store.read)).toEqual([]);
    expect(await leaseHolder(store.read, 'connection:acme')).toBeNull();
  });

  it('is closed before its lease is given up', async () => {
    const store = await stores.open();
    const process = aProcess(store, 'one');
    let id = '';
    process.work = async () => {
      id = (await openJobs(store.read))[0]?.id ?? '';
      expect(await leaseHolder(store.read, 'connection:acme')).toMatch(/^one\//);
      return NOTHING;
    };

    await process.import();

    expect(await jobById(store.read, id)).toMatchObject({ state: 'done', requestedBy: 'one' });
  });

  it('that failed stays open, and the next one that asks the same closes it', async () => {
    const store = await stores.open();
    const process = aProcess(store, 'one');
    process.work = () => Promise.reject(new Error('out of memory'));
    await expect(process.import()).rejects.toThrow('out of memory');
    const left = (await openJobs(store.read)).map(({ state }) => state);
    process.work = () => Promise.resolve(NOTHING);

    await process.import();

    expect(left).toEqual(['running']);
    expect(await openJobs(store.read)).toEqual([]);
  });

  it('that failed for a reason a person can read is closed with that reason', async () => {
    const store = await stores.open();
    const process = aProcess(store, 'one');
    let id = '';
    process.work = async () => {
      id = (await openJobs(store.read))[0]?.id ?? '';
      throw problemError(SCHEDULING_PROBLEMS, 'output.busy', { output: 'tmas' });
    };

    await expect(process.import()).rejects.toThrow('output.busy');

    expect(await openJobs(store.read)).toEqual([]);
    const failed = await jobById(store.read, id);
    expect(failed?.state).toBe('failed');
    expect(failed?.outcome).toMatch('output.busy');
  });

  it('waits for another process and is then worked by its own', async () => {
    const store = await stores.open();
    const [one, two] = [aProcess(store, 'one'), aProcess(await stores.openAgain(store), 'two')];
    const waiting = Promise.withResolvers<void>();
    one.work = async () => {
      await waiting.promise;
      return NOTHING;
    };
    const first = one.import().finally(() => one.leave());
    while (one.started.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));

    await two.import(10_000, waiting.resolve);

    await first;
    expect([one.started.length, two.started.length]).toEqual([1, 1]);
    expect(await openJobs(store.read)).toEqual([]);
  });

  it('is followed to its end, however little it is to wait, where another process works it', async () => {
    const store = await stores.open();
    const [service, command] = [aProcess(store, 'service'), aProcess(await stores.openAgain(store), 'command')];
    await service.import();
    service.work = async () => {
      await eventually(() => command.looks > 4, 'it was not followed', 5_000);
      return NOTHING;
    };
    let working: Promise<void> | null = null;
    const work = (): void => {
      working = openJobs(store.read).then(async ([job]) => service.workJob(job?.id ?? ''));
    };
    // On PostgreSQL nothing but the lease keeps the command from its own job.
    const held = await keepLease(store, 'connection:acme', 'nobody');

    const outcome = await command.import(250, () => void held?.release().then(work));

    await working;
    expect(outcome.sync).toEqual(NOTHING_READ);
    expect(command.started).toEqual([]);
  });

  it('gives up after its wait, however the clock is set, and stays to be done', async () => {
    const store = await stores.open();
    const [one, two] = [aProcess(store, 'one'), aProcess(await stores.openAgain(store), 'two')];
    const over = Promise.withResolvers<SyncAnswer>();
    one.work = () => over.promise;
    const first = one.import();
    while (one.started.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));

    const refused = await two.import(300).catch((error: unknown) => error);

    over.resolve(NOTHING);
    await first;
    expect(refused).toBeInstanceOf(TillbridgeError);
    expect(String(refused)).toContain('lock.held');
  });
});

/** Reads `slices` slices of months, and what else is asked at once. */
function readingSlices(slices: number): { readonly read: string[]; readonly work: Process['work'] } {
  const read: string[] = [];
  const work: Process['work'] = async ({ request: { from }, mayReadOn }) => {
    const left = from === null ? 1 : slices - read.filter((slice) => slice === 'months').length;
    for (let slice = 0; slice < left; slice += 1) {
      if (!(await mayReadOn?.())) {
        const streams = [aStream({ read: slice, deleted: 1, complete: false })];
        const findings = [aCause('records.vanished')];
        return { report: { ...NOTHING_READ, streams, causes: findings }, findings, isCutShort: true };
      }
      read.push(from === null ? 'hour' : 'months');
    }
    return { ...NOTHING, report: { ...NOTHING_READ, streams: [aStream({ read: left })] } };
  };
  return { read, work };
}

describeOnBothStores('a command beside a more urgent job', (stores) => {
  async function withUrgentJob(): Promise<{ readonly store: Store; readonly id: string }> {
    const store = await stores.open();
    const id = await store.transaction(null, (session) =>
      insertJob(session, {
        id: 'urgent',
        kind: 'import',
        connectionId: 'acme',
        request: JSON.stringify(REQUEST),
        requestedBy: 'schedule',
        requestedAt: 1,
      }),
    );
    return { store, id };
  }

  it('reads on where nobody works that one, without waiting for anybody for ever', async () => {
    const { store } = await withUrgentJob();
    const process = new Process(store, 'one');
    const { read, work } = readingSlices(4);
    process.work = work;

    const { sync } = await process.import(0, undefined, MONTHS).finally(() => process.leave());

    expect(read).toEqual(['months', 'months', 'months', 'months']);
    expect(sync.streams).toMatchObject([
      { read: 4, deleted: store.settings.kind === 'sqlite' ? 0 : 1, complete: true },
    ]);
    expect(sync.causes.map(({ code }) => code)).toEqual(store.settings.kind === 'sqlite' ? [] : ['records.vanished']);
    expect(process.started.length).toBe(store.settings.kind === 'sqlite' ? 1 : 2);
    expect(process.stoodBack).toBe(store.settings.kind === 'sqlite' ? 0 : 1);
    expect((await openJobs(store.read)).map(({ id }) => id)).toEqual(['urgent']);
  });

  it('lets it go first where another process takes it up, however little it is to wait', async () => {
    const { store, id } = await withUrgentJob();
    if (store.settings.kind === 'sqlite') return;
    const [one, service] = [new Process(store, 'one'), new Process(await stores.openAgain(store), 'service')];
    const { read, work } = readingSlices(4);
    one.work = work;
    service.work = work;

    const months = one.import(0, undefined, MONTHS);
    while (read.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await service.workJob(id);
    await months;

    expect(read).toEqual(['months', 'hour', 'months', 'months', 'months']);
    expect(await openJobs(store.read)).toEqual([]);
  });
});

describe('the right to work', () => {
  it('needs no file where the database itself keeps processes apart', async () => {
    const store = { settings: { kind: 'postgresql' } } as unknown as Store;

    const right = workingRight(store, { process: 1, host: 'h', command: 'c', since: 's' });

    expect(await right.tryTake()).toBe(true);
    expect(right.holder()).toBeNull();
  });
});
