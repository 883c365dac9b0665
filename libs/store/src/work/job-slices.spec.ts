import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { endWorkOfConnection } from '../administration/end-connection.js';
import type { Store } from '../database/store.js';
import { NOON, write } from '../testing/builders.js';
import { type JobSlice, noteSliceRead, readSince, slicesReadBy } from './job-slices.js';
import { finishJob, insertJob, postponeJob, startJob, type WantedJob } from './jobs.js';

const HOUR = 3_600_000;
const SLICE: JobSlice = { stream: 'sales', from: NOON, to: NOON + HOUR, shopsHash: 'a' };

function aJob(job: Partial<WantedJob> = {}): WantedJob {
  const request = '{"from":"2026-03-02"}';
  return { id: 'j1', kind: 'sync', connectionId: 'acme', request, requestedBy: 'x', requestedAt: NOON, ...job };
}

/** Of a job that has begun. */
async function readBy(store: Store, jobId: string, ...slices: readonly JobSlice[]): Promise<void> {
  await write(store, async (session) => {
    await insertJob(session, aJob({ id: jobId }));
    await startJob(session, jobId, NOON);
    for (const slice of slices) await noteSliceRead(session, jobId, slice);
  });
}

describeOnBothStores('the slices that a job has read', (stores) => {
  it('are its own, each once, as they were last read', async () => {
    const store = await stores.open();
    const shifts: JobSlice = { ...SLICE, stream: 'shifts' };
    await readBy(store, 'j1', SLICE, shifts, { ...SLICE, shopsHash: 'b' });
    await readBy(store, 'j2', SLICE);

    expect(await slicesReadBy(store.read, 'j1')).toEqual([{ ...SLICE, shopsHash: 'b' }, shifts]);
    expect(await slicesReadBy(store.read, 'j2')).toEqual([SLICE]);
    expect(await slicesReadBy(store.read, 'j3')).toEqual([]);
  });

  it('are kept while it waits to be tried again; once somebody joins it, only from when on it has read is known', async () => {
    const store = await stores.open();
    await readBy(store, 'j1', SLICE);
    await write(store, (session) => postponeJob(session, { id: 'j1', notBefore: NOON + 1, outcome: '{}' }));
    const kept = await slicesReadBy(store.read, 'j1');

    const joined = await write(store, (session) => insertJob(session, aJob({ id: 'j2' })));

    expect([joined, kept]).toEqual(['j1', [SLICE]]);
    expect(await slicesReadBy(store.read, 'j1')).toEqual([]);
    expect(await readSince(store.read, 'j1', SLICE.stream)).toBe(SLICE.from);
  });

  it('are forgotten when it is closed, with those of an older one that asked the same', async () => {
    const store = await stores.open();
    await readBy(store, 'died', SLICE);
    await write(store, async (session) => {
      await insertJob(session, aJob({ id: 'other', request: '{}' }));
      await insertJob(session, aJob({ id: 'j1', requestedAt: NOON + 1 }));
      for (const id of ['j1', 'other']) await noteSliceRead(session, id, SLICE);
    });

    await write(store, (session) => finishJob(session, { id: 'j1', state: 'done', outcome: '{}', at: NOON + 2 }));

    const left = await Promise.all(['died', 'j1', 'other'].map((id) => slicesReadBy(store.read, id)));
    expect(left).toEqual([[], [], [SLICE]]);
  });

  it('are forgotten with the connection', async () => {
    const store = await stores.open();
    await readBy(store, 'j1', SLICE);

    await write(store, (session) => endWorkOfConnection(session, 'acme', { outcome: '{}', at: NOON + 1 }));

    expect(await slicesReadBy(store.read, 'j1')).toEqual([]);
  });
});
