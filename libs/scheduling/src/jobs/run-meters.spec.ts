import { expect, it } from '@jest/globals';
import { MINUTE } from '@tillbridge/domain';
import {
  bindSlots,
  insertJob,
  insertSlots,
  type Job,
  jobById,
  setJobAsOf,
  startJob,
  type Store,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { CountingMeters } from '../testing/counting-meters.js';
import { handClock } from '../testing/fake-steps.js';
import { RunMeters } from './run-meters.js';

const DUE = Date.parse('2026-05-14T10:02:00Z');
const WANTED = { id: 'j', kind: 'import', connectionId: 'acme', request: '{}', requestedBy: 's', requestedAt: DUE };

describeOnBothStores('the lag of a slot', (stores) => {
  async function aSlotJob(store: Store): Promise<void> {
    await store.transaction(null, async (session) => {
      await insertSlots(session, [{ connectionId: 'acme', dueAt: DUE, depth: 'weekly' }]);
      await bindSlots(session, { connectionId: 'acme', jobId: WANTED.id, now: DUE });
      await insertJob(session, WANTED);
      await startJob(session, WANTED.id, DUE);
    });
  }

  async function jobNow(store: Store): Promise<Job> {
    const job = await jobById(store.read, WANTED.id);
    if (job === null) throw new Error('the job is gone');
    return job;
  }

  it('is counted when its job is first begun, and not when one that gave way goes on', async () => {
    const store = await stores.open();
    await aSlotJob(store);
    const [clock, meters] = [handClock('2026-05-14T10:03:00Z'), new CountingMeters()];
    const lag = (): number | undefined => meters.of('schedule_lag_seconds import');
    const runs = new RunMeters(store, clock, meters);

    await runs.begun(await jobNow(store));
    const first = lag();
    await store.transaction(null, (session) => setJobAsOf(session, WANTED.id, clock.at));
    clock.at += 20 * MINUTE;
    meters.values.clear();
    await runs.begun(await jobNow(store));

    expect([first, lag()]).toEqual([60, undefined]);
    expect(meters.of('task_runs_total import acme')).toBe(1);
  });
});
