import { expect, it } from '@jest/globals';
import { type Meters, NO_METERS } from '@tillbridge/observability';
import { auditRows, connectionsOf, declareConnection } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { ChangeLog } from './change-log.js';

const AUTHOR = { actor: 'key:abcd2345', reason: 'moved', requestId: 'r-1' };
const ACME = { id: 'acme', connector: 'fake', label: 'Acme', active: true };
const CHANGE = { action: 'connection.pause', subject: 'connection:acme', after: { active: false } };

describeOnBothStores('a change', (stores) => {
  it('and the row of the audit that tells it are there together, and are counted', async () => {
    const store = await stores.open();
    const counted: unknown[] = [];
    const meters: Meters = {
      add: (metric, labels) => void counted.push([metric.name, labels]),
      set: () => undefined,
      observe: () => undefined,
    };
    const changes = new ChangeLog(store, { clock: { now: () => 5 }, meters });

    const result = await changes.make(AUTHOR, async (session) => {
      await declareConnection(session, ACME, 5);
      return { result: 'done', changes: [CHANGE] };
    });
    const failing = changes.make(AUTHOR, async (session) => {
      await declareConnection(session, { ...ACME, id: 'other' }, 5);
      throw new Error('it went wrong');
    });

    expect(result).toBe('done');
    await expect(failing).rejects.toThrow('it went wrong');
    expect((await connectionsOf(store.read)).map(({ id }) => id)).toEqual(['acme']);
    expect(await auditRows(store.read, { limit: 9 })).toMatchObject([
      { ...AUTHOR, action: CHANGE.action, subject: CHANGE.subject, before: null, after: '{"active":false}', at: 5 },
    ]);
    expect(counted).toEqual([['tillbridge_audit_events_total', { action: 'connection.pause' }]]);
  });

  it('wakes whoever delivers once it is committed, and nobody where nothing has changed', async () => {
    const store = await stores.open();
    const seen: string[] = [];
    const onChange = (): void => void seen.push('woken');
    const changes = new ChangeLog(store, { clock: { now: () => 5 }, meters: NO_METERS, onChange });

    await changes.make(AUTHOR, () => Promise.resolve({ result: null, changes: [] }));
    await changes.make(AUTHOR, async (session) => {
      await declareConnection(session, ACME, 5);
      seen.push('written');
      return { result: null, changes: [CHANGE] };
    });

    expect(seen).toEqual(['written', 'woken']);
  });
});
