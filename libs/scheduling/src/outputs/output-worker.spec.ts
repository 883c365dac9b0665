import { expect, it } from '@jest/globals';
import type { DeliveryReport, DeliveryService, DeliveryWork, OutputInstance } from '@tillbridge/delivery';
import type { Log } from '@tillbridge/observability';
import { keepLease, leaseHolder, saveBreaker, saveFailures, type Store } from '@tillbridge/store';
import { eventually } from '../../../../test/support/eventually.ts';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { CountingMeters } from '../testing/counting-meters.js';
import { aCause, handClock } from '../testing/fake-steps.js';
import { OutputWorker } from './output-worker.js';

function report(more: Partial<DeliveryReport> = {}): DeliveryReport {
  return {
    output: 'tmas',
    accepted: 0,
    unchanged: 0,
    failed: [],
    dead: [],
    held: 0,
    keptBack: { not_operational: 0, waived: 0, waiting: 0 },
    lateEdits: [],
    ...more,
  } as DeliveryReport;
}

/** An output and what stands for delivering to it. */
class Sending {
  readonly works: DeliveryWork[] = [];
  readonly meters = new CountingMeters();
  deliver: (work: DeliveryWork) => Promise<DeliveryReport> = () => Promise.resolve(report());
  readonly said: string[] = [];
  readonly clock = handClock('2026-05-14T10:20:00Z');
  readonly worker: OutputWorker;

  constructor(
    readonly store: Store,
    id = 'tmas',
    owner = 'one',
  ) {
    const delivery = {
      deliver: (work: DeliveryWork) => {
        this.works.push(work);
        return this.deliver(work);
      },
    } as unknown as DeliveryService;
    const instance = { id } as unknown as OutputInstance;
    const log: Log = { write: (_level, { event, message }) => void this.said.push(`${event}: ${message}`) };
    this.worker = new OutputWorker(instance, { store, clock: this.clock, delivery, meters: this.meters, log, owner });
  }

  async tick(): Promise<void> {
    this.worker.tick();
    await this.worker.idle();
  }
}

describeOnBothStores('the worker of an output', (stores) => {
  it('sends at its start and whenever it is woken, under its lease, and not in between', async () => {
    const sending = new Sending(await stores.open());
    let holder: string | null = null;
    sending.deliver = async () => {
      holder = await leaseHolder(sending.store.read, 'output:tmas');
      return report({ accepted: 3 });
    };

    for (let tick = 0; tick < 3; tick += 1) await sending.tick();
    const quiet = sending.works.length;
    sending.worker.wake();
    await sending.tick();

    expect([quiet, sending.works.length]).toEqual([1, 2]);
    expect(holder).toBe('one/output');
    expect(await leaseHolder(sending.store.read, 'output:tmas')).toBeNull();
    expect(sending.works[0]).toMatchObject({ now: false, connections: null, reachBackTo: null });
    expect(sending.meters.of('task_runs_total deliver')).toBe(2);
  });

  it('tells what was taken, and nothing where nothing was', async () => {
    const sending = new Sending(await stores.open());
    sending.deliver = () => Promise.resolve(report(sending.works.length === 1 ? { accepted: 3, unchanged: 1 } : {}));

    await sending.tick();
    sending.worker.wake();
    await sending.tick();

    expect(sending.said).toEqual(['delivery.done: days taken 3, known already 1, not taken 0']);
  });

  it('is woken again by what changed while it was sending', async () => {
    const sending = new Sending(await stores.open());
    sending.deliver = () => {
      if (sending.works.length === 1) sending.worker.wake();
      return Promise.resolve(report());
    };

    await sending.tick();
    await sending.tick();
    await sending.tick();

    expect(sending.works).toHaveLength(2);
  });

  it('does not wait for an output whose receiver answers nothing', async () => {
    const store = await stores.open();
    const [dead, alive] = [new Sending(store, 'dead'), new Sending(store, 'alive')];
    const never = Promise.withResolvers<DeliveryReport>();
    dead.deliver = () => never.promise;
    dead.worker.tick();
    await eventually(() => dead.works.length === 1, 'the dead one was not tried');

    await alive.tick();
    alive.worker.wake();
    dead.worker.tick();
    await alive.tick();

    expect([dead.works.length, alive.works.length]).toEqual([1, 2]);
    never.resolve(report());
    await dead.worker.idle();
  });

  it('goes on after a failure, of the receiver or of its own', async () => {
    const sending = new Sending(await stores.open());
    const failed = [{ location: '0001', date: '2026-05-14', cause: aCause('output.unreachable') }];
    sending.deliver = () => Promise.resolve(report({ failed }));
    await sending.tick();
    sending.deliver = () => Promise.reject(new TypeError('a defect'));
    sending.worker.wake();
    await sending.tick();
    sending.deliver = () => Promise.resolve(report({ accepted: 1 }));
    sending.worker.wake();

    await sending.tick();

    expect(sending.works).toHaveLength(3);
    expect(sending.meters.of('task_failures_total deliver output.unreachable')).toBe(1);
    expect(sending.meters.of('task_last_success_timestamp_seconds deliver')).toBeDefined();
  });

  it('waits for whoever sends to it now, and then looks for itself', async () => {
    const sending = new Sending(await stores.open());
    const other = await keepLease(sending.store, 'output:tmas', 'another');
    await sending.tick();
    await sending.tick();
    const meanwhile = sending.works.length;

    await other?.release();
    await sending.tick();

    expect([meanwhile, sending.works.length]).toEqual([0, 1]);
  });

  it('finishes the batch in hand when it is stopped, and begins no other', async () => {
    const sending = new Sending(await stores.open());
    const [begun, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let batches = 0;
    sending.deliver = async ({ signal, onProgress }) => {
      for (;;) {
        signal.throwIfAborted();
        begun.resolve();
        await answered.promise;
        batches += 1;
        onProgress(batches, 100);
      }
    };
    sending.worker.tick();
    await begun.promise;

    const stopped = sending.worker.stop(60_000);
    answered.resolve();
    await stopped;
    sending.worker.wake();
    await sending.tick();

    expect([batches, sending.works.length]).toEqual([1, 1]);
    expect(await leaseHolder(sending.store.read, 'output:tmas')).toBeNull();
  });

  it('wakes when the next probe of a receiver that is down may go, not when its days would', async () => {
    const sending = new Sending(await stores.open());
    const day = { location: '0001', date: '2026-05-14', revision: 1, cause: 'null', dead: false, resendMark: 0 };
    await sending.store.transaction(null, async (session) => {
      const openedAt = sending.clock.at;
      const breaker = { output: 'tmas', failures: 6, locations: ['0001'], openedAt, nextProbeAt: openedAt + 30_000 };
      await saveBreaker(session, { ...breaker, cause: 'null' });
      await saveFailures(session, 'tmas', [{ ...day, nextAttemptAt: openedAt + 5_000 }]);
    });
    await sending.tick();

    const passes = [];
    for (const seconds of [29, 1]) {
      sending.clock.at += seconds * 1_000;
      await sending.tick();
      passes.push(sending.works.length);
    }

    expect(passes).toEqual([1, 2]);
  });

  it('does not try each second what was due and broke', async () => {
    const sending = new Sending(await stores.open());
    const day = { location: '0001', date: '2026-05-14', revision: 1, cause: 'null', dead: false, resendMark: 0 };
    const nextAttemptAt = sending.clock.at + 5_000;
    await sending.store.transaction(null, (session) => saveFailures(session, 'tmas', [{ ...day, nextAttemptAt }]));
    await sending.tick();
    sending.clock.at = nextAttemptAt;
    sending.deliver = () => Promise.reject(new Error('disk full'));

    for (let second = 0; second < 3; second += 1) await sending.tick();

    expect([sending.works.length, sending.said.length]).toEqual([2, 1]);
  });

  it('breaks a batch off that is not answered in time when it is stopped', async () => {
    const sending = new Sending(await stores.open());
    sending.deliver = ({ signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    sending.worker.tick();
    await eventually(() => sending.works.length === 1, 'it did not send');

    await sending.worker.stop(20);

    expect(await leaseHolder(sending.store.read, 'output:tmas')).toBeNull();
  });
});
