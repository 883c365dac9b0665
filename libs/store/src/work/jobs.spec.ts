import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { endWorkOfConnection } from '../administration/end-connection.js';
import type { Session } from '../database/session.js';
import { NOON, write } from '../testing/builders.js';
import { untilSomeoneWaits } from '../testing/waiting.js';
import {
  finishJob,
  insertJob,
  jobById,
  openJobs,
  postponeJob,
  pruneJobs,
  setJobAsOf,
  setJobProgress,
  startJob,
  type WantedJob,
  workableJobs,
} from './jobs.js';
import { takeLease } from './leases.js';

function aJob(job: Partial<WantedJob> = {}): WantedJob {
  return {
    id: 'j1',
    kind: 'sync',
    connectionId: 'acme',
    request: '{"from":"2026-03-02"}',
    requestedBy: 'schedule',
    requestedAt: NOON,
    ...job,
  };
}

describeOnBothStores('a job', (stores) => {
  it('waits as it was asked for', async () => {
    const store = await stores.open();

    const id = await write(store, (session) => insertJob(session, aJob()));

    expect(id).toBe('j1');
    expect(await jobById(store.read, 'j1')).toEqual({
      ...aJob(),
      state: 'waiting',
      startedAt: null,
      finishedAt: null,
      asOf: null,
      outcome: null,
      notBefore: null,
      attempts: 0,
      doneBefore: null,
    });
    expect(await jobById(store.read, 'j2')).toBeNull();
  });

  it('is joined by whoever asks for the same while it waits', async () => {
    const store = await stores.open();

    const ids = [];
    for (const id of ['j1', 'j2', 'j3']) {
      ids.push(
        await write(store, (session) => insertJob(session, aJob({ id, requestedBy: id, requestedAt: NOON + 1 }))),
      );
    }

    expect(ids).toEqual(['j1', 'j1', 'j1']);
    expect(await openJobs(store.read)).toHaveLength(1);
  });

  it('is one, however many doors ask for the same at the same moment', async () => {
    const store = await stores.open();
    const doors = await Promise.all([store, ...Array.from({ length: 3 }, () => stores.openAgain(store))]);

    const ids = await Promise.all(
      doors.flatMap((door, index) =>
        [1, 2, 3].map((turn) => write(door, (session) => insertJob(session, aJob({ id: `j${index}${turn}` })))),
      ),
    );

    expect(new Set(ids).size).toBe(1);
    expect((await openJobs(store.read)).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it.each([
    ['another window', { request: '{"from":"2026-03-01"}' }],
    ['another connection', { connectionId: 'other' }],
    ['another kind', { kind: 'deliver' }],
  ])('is not joined by one that asks for %s', async (_what, other) => {
    const store = await stores.open();
    await write(store, (session) => insertJob(session, aJob()));

    const id = await write(store, (session) => insertJob(session, aJob({ id: 'j2', ...other })));

    expect(id).toBe('j2');
    expect(await openJobs(store.read)).toHaveLength(2);
  });

  it('is not joined any more once it runs, nor when it is over', async () => {
    const store = await stores.open();
    await write(store, (session) => insertJob(session, aJob()));
    await write(store, (session) => startJob(session, 'j1', NOON + 1));

    const beside = await write(store, (session) => insertJob(session, aJob({ id: 'j2' })));
    await write(store, (session) => startJob(session, 'j2', NOON + 2));
    await write(store, (session) => finishJob(session, { id: 'j2', state: 'done', outcome: '{}', at: NOON + 3 }));
    const after = await write(store, (session) => insertJob(session, aJob({ id: 'j3' })));

    expect([beside, after]).toEqual(['j2', 'j3']);
  });

  it('is open while it waits or was left running, oldest first', async () => {
    const store = await stores.open();
    for (const [id, at] of [
      ['late', 3],
      ['early', 1],
      ['done', 0],
      ['failed', 0],
      ['running', 2],
    ] as const) {
      await write(store, (session) => insertJob(session, aJob({ id, request: id, requestedAt: NOON + at })));
    }
    await write(store, async (session) => {
      await startJob(session, 'running', NOON);
      await finishJob(session, { id: 'done', state: 'done', outcome: '{"sales":3}', at: NOON + 9 });
      await finishJob(session, { id: 'failed', state: 'failed', outcome: '{}', at: NOON + 9 });
    });

    const open = await openJobs(store.read);

    expect(open.map(({ id, state }) => [id, state])).toEqual([
      ['early', 'waiting'],
      ['running', 'running'],
      ['late', 'waiting'],
    ]);
    expect(await jobById(store.read, 'done')).toMatchObject({
      state: 'done',
      outcome: '{"sales":3}',
      finishedAt: NOON + 9,
    });
  });

  it('keeps the moment and the time of the POS of its first working when it is resumed', async () => {
    const store = await stores.open();
    await write(store, (session) => insertJob(session, aJob()));

    for (const turn of [1, 2]) {
      await write(store, async (session) => {
        await startJob(session, 'j1', NOON + turn);
        await setJobAsOf(session, 'j1', NOON + 100 + turn);
      });
    }

    expect(await jobById(store.read, 'j1')).toMatchObject({ state: 'running', startedAt: NOON + 1, asOf: NOON + 101 });
  });

  it('that waits to be tried again is joined, and then reads anew and at once', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      await insertJob(session, aJob());
      await startJob(session, 'j1', NOON);
      await setJobAsOf(session, 'j1', NOON);
      await postponeJob(session, { id: 'j1', notBefore: NOON + 60_000, outcome: '{"causes":1}' });
    });
    const before = await jobById(store.read, 'j1');

    const id = await write(store, (session) => insertJob(session, aJob({ id: 'j2' })));

    expect(before).toMatchObject({ state: 'waiting', notBefore: NOON + 60_000, attempts: 1, asOf: NOON });
    expect(id).toBe('j1');
    expect(await jobById(store.read, 'j1')).toMatchObject({ notBefore: null, asOf: null, outcome: null, attempts: 1 });
  });

  it('that is joined stays open when one is finished that was begun before', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      for (const id of ['j1', 'j2']) {
        await insertJob(session, aJob({ id }));
        await startJob(session, id, NOON);
      }
      await postponeJob(session, { id: 'j1', notBefore: NOON + 60_000, outcome: '{}' });
    });

    const joined = await write(store, (session) => insertJob(session, aJob({ id: 'j3' })));
    await write(store, (session) => finishJob(session, { id: 'j2', state: 'done', outcome: '{}', at: NOON + 1 }));

    expect(joined).toBe('j1');
    expect((await openJobs(store.read)).map(({ id, state }) => [id, state])).toEqual([['j1', 'waiting']]);
  });

  it('is not put back beside one that waits and asks the same', async () => {
    const store = await stores.open();
    await write(store, (session) => insertJob(session, aJob()));
    await write(store, (session) => startJob(session, 'j1', NOON));
    await write(store, (session) => insertJob(session, aJob({ id: 'j2' })));

    const back = await write(store, (session) =>
      postponeJob(session, { id: 'j1', notBefore: NOON + 1, outcome: '{}' }),
    );

    expect(back).toBe(false);
    expect(await jobById(store.read, 'j1')).toMatchObject({ state: 'running' });
  });

  it('is not put back at the very moment at which somebody asks for the same', async () => {
    const store = await stores.open();
    const other = await stores.openAgain(store);
    await write(store, (session) => insertJob(session, aJob()));
    await write(store, (session) => startJob(session, 'j1', NOON));
    const inserted = Promise.withResolvers<void>();
    const asked = write(other, async (session) => {
      await insertJob(session, aJob({ id: 'j2' }));
      inserted.resolve();
      await untilSomeoneWaits(store);
    });
    await inserted.promise;

    const back = await write(store, (session) =>
      postponeJob(session, { id: 'j1', notBefore: NOON + 1, outcome: '{}' }),
    );

    await asked;
    expect(back).toBe(false);
    expect((await openJobs(store.read)).map(({ id, state }) => [id, state])).toEqual([
      ['j1', 'running'],
      ['j2', 'waiting'],
    ]);
  });

  it('is not put back when somebody has closed it meanwhile', async () => {
    const store = await stores.open();
    await write(store, (session) => insertJob(session, aJob()));
    await write(store, (session) => startJob(session, 'j1', NOON));
    const deleted = { outcome: 'the connection was deleted', at: NOON + 1 };
    await write(store, (session) => endWorkOfConnection(session, 'acme', deleted));

    const back = await write(store, (session) =>
      postponeJob(session, { id: 'j1', notBefore: NOON + 2, outcome: '{}' }),
    );

    expect(back).toBe(false);
    expect(await jobById(store.read, 'j1')).toMatchObject({ state: 'failed', outcome: deleted.outcome });
  });

  it('may be worked when its time has come and nobody works on its connection', async () => {
    const store = await stores.open();
    const ids = async (now: number): Promise<string[]> =>
      (await workableJobs(store.read, { now, longestPause: 900_000 })).map(({ id }) => id);
    await write(store, async (session) => {
      for (const id of ['later', 'now', 'left', 'busy', 'odd']) {
        await insertJob(session, aJob({ id, request: id, connectionId: id }));
        await startJob(session, id, NOON);
      }
      await postponeJob(session, { id: 'later', notBefore: NOON + 60_000, outcome: '{}' });
      await postponeJob(session, { id: 'now', notBefore: NOON, outcome: '{}' });
      await postponeJob(session, { id: 'odd', notBefore: NOON + 5 * 365 * 86_400_000, outcome: '{}' });
      await takeLease(session, { scope: 'connection:busy', owner: 'another', milliseconds: 30_000 });
    });

    expect(await ids(NOON)).toEqual(['left', 'now', 'odd']);
    expect(await ids(NOON + 60_000)).toEqual(['later', 'left', 'now', 'odd']);
  });

  it('shows how far it is while it runs, and nothing that comes late', async () => {
    const store = await stores.open();
    const outcome = async (): Promise<string | null> => (await jobById(store.read, 'j1'))?.outcome ?? null;
    await write(store, (session) => insertJob(session, aJob()));
    await write(store, (session) => startJob(session, 'j1', NOON));

    await write(store, (session) => setJobProgress(session, 'j1', '{"step":"reading"}'));
    const running = await outcome();
    await write(store, (session) => finishJob(session, { id: 'j1', state: 'done', outcome: '{}', at: NOON }));
    await write(store, (session) => setJobProgress(session, 'j1', '{"step":"folding"}'));

    expect([running, await outcome()]).toEqual(['{"step":"reading"}', '{}']);
    expect(await write(store, (session) => startJob(session, 'j1', NOON))).toBe(false);
  });

  it('is forgotten some time after it was closed, and never while it is open', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      for (const [id, at] of [
        ['old', NOON - 1],
        ['young', NOON],
      ] as const) {
        await insertJob(session, aJob({ id, request: id }));
        await finishJob(session, { id, state: 'done', outcome: '{}', at });
      }
      await insertJob(session, aJob({ id: 'open', requestedAt: 0 }));
    });

    await write(store, (session) => pruneJobs(session, NOON));

    expect(await Promise.all(['old', 'young', 'open'].map((id) => jobById(store.read, id)))).toEqual([
      null,
      expect.objectContaining({ id: 'young' }),
      expect.objectContaining({ id: 'open' }),
    ]);
  });

  it.each([
    ['at the same instant', 0],
    ['by a clock that is behind', -5_000],
  ])('closes the older one that asks the same, and not the younger, asked for %s', async (_when, apart) => {
    const store = await stores.open();
    const finish = (id: string) => (session: Session) =>
      finishJob(session, { id, state: 'done', outcome: '{}', at: NOON });
    const states = async (): Promise<unknown[]> =>
      Promise.all(['j1', 'j2', 'j3'].map(async (id) => (await jobById(store.read, id))?.state));
    for (const [turn, id] of ['j1', 'j2', 'j3'].entries()) {
      await write(store, async (session) => {
        await insertJob(session, aJob({ id, requestedAt: NOON + turn * apart }));
        if (id !== 'j3') await startJob(session, id, NOON);
      });
    }

    await write(store, finish('j2'));

    expect(await states()).toEqual(['done', 'done', 'waiting']);
  });
});
