import { expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@tillbridge/domain';
import type { ConnectionSettings } from '@tillbridge/settings';
import { declareConnection, finishJob, insertJob, startJob, type Store, writeCredential } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { connectionHealth } from './connection-health.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const GONE = JSON.stringify({ $cause: 1, code: 'auth.revoked', message: 'the grant is gone' });
const NEXT = NOW + 2 * MINUTE;

function aConnection(id: string): ConnectionSettings {
  const rest = { label: id, connector: 'fake', active: true, settings: {}, locations: [], tallies: {} };
  return { ...rest, id, schedule: { type: 'hourly', startTime: '00:02' } };
}

async function declared(store: Store, id: string, state: 'valid' | 'revoked' | null, active = true): Promise<void> {
  await store.transaction(null, async (session) => {
    await declareConnection(session, { id, connector: 'fake', label: id, active }, NOW);
    if (state === null) return;
    const cause = state === 'revoked' ? GONE : null;
    const credential = { connectionId: id, sealed: '', version: 1, state, cause, expectedVersion: 0, at: NOW - HOUR };
    await writeCredential(session, credential);
  });
}

async function ran(store: Store, connection: string, outcome: unknown): Promise<void> {
  const job = { id: connection, kind: 'import', connectionId: connection, request: '{}', requestedBy: 'test' };
  await store.transaction(null, async (session) => {
    await insertJob(session, { ...job, requestedAt: NOW });
    await startJob(session, job.id, NOW);
    await finishJob(session, { id: job.id, state: 'done', outcome: JSON.stringify(outcome), at: NOW - 1 });
  });
}

describeOnBothStores('the standing of connections', (stores) => {
  it('says why one does not read, since when, and when it is tried again', async () => {
    const store = await stores.open();
    const ids = ['active', 'failing', 'never', 'new', 'paused', 'revoked'];
    await declared(store, 'active', 'valid');
    await declared(store, 'failing', 'valid');
    await declared(store, 'never', null);
    await declared(store, 'new', 'valid');
    await declared(store, 'paused', 'valid', false);
    await declared(store, 'revoked', 'revoked');
    const down = { $cause: 1, code: 'upstream.unavailable', message: 'no route' };
    await ran(store, 'active', { sync: { causes: [] } });
    await ran(store, 'failing', { sync: { causes: [down] } });
    const settings = { connections: ids.map(aConnection) };

    const standings = await connectionHealth({ store, clock: { now: () => NOW }, settings }).read();

    expect(standings).toEqual([
      { id: 'active', status: 'up', state: 'active', nextTry: NEXT },
      {
        id: 'failing',
        status: 'degraded',
        state: 'failing',
        reason: 'upstream.unavailable: no route',
        since: NOW - 1,
        nextTry: NEXT,
      },
      { id: 'never', status: 'degraded', state: 'not_authorized' },
      { id: 'new', status: 'up', state: 'never_read', nextTry: NEXT },
      { id: 'paused', status: 'up', state: 'paused' },
      {
        id: 'revoked',
        status: 'degraded',
        state: 'not_authorized',
        reason: 'the grant is gone',
        since: NOW - HOUR,
      },
    ]);
  });
});
