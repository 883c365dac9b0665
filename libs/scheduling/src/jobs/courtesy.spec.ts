import { expect, it } from '@jest/globals';
import { giveJobWay, insertJob, type Job, jobById, startJob, type Store } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { handClock } from '../testing/fake-steps.js';
import { Courtesy } from './courtesy.js';

async function anUrgentJob(store: Store): Promise<Job> {
  const wanted = {
    id: 'urgent',
    kind: 'import',
    connectionId: 'acme',
    request: '{}',
    requestedBy: 's',
    requestedAt: 1,
  };
  await store.transaction(null, (session) => insertJob(session, wanted));
  const job = await jobById(store.read, 'urgent');
  if (job === null) throw new Error('no job');
  return job;
}

describeOnBothStores('courtesy', (stores) => {
  it('stands back no longer once somebody has taken the job up, who has given way with it since', async () => {
    const store = await stores.open();
    const courtesy = new Courtesy({ store, clock: handClock('2026-05-14T10:20:00Z'), looks: 2 });
    const job = await anUrgentJob(store);
    courtesy.gaveWay(job);
    await courtesy.look();
    const before = courtesy.standsBack;
    await store.transaction(null, async (session) => {
      await startJob(session, 'urgent', 2);
      await giveJobWay(session, 'urgent', '{}');
    });

    await courtesy.look();

    expect([before, courtesy.standsBack, courtesy.passesOver(job)]).toEqual([true, false, false]);
  });

  it('passes over a job that nobody takes up', async () => {
    const store = await stores.open();
    const courtesy = new Courtesy({ store, clock: handClock('2026-05-14T10:20:00Z'), looks: 2 });
    const job = await anUrgentJob(store);
    courtesy.gaveWay(job);

    await courtesy.look();
    await courtesy.look();

    expect([courtesy.standsBack, courtesy.passesOver(job)]).toEqual([false, true]);
  });
});
