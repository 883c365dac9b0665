import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { quarantine, quarantineCount, type QuarantinedEntry, releaseFromQuarantine } from './quarantine.js';

function anEntry(entry: Partial<QuarantinedEntry> = {}): QuarantinedEntry {
  return { stream: 'sales', id: '1', cause: '{"code":"record.unreadable"}', raw: '{"saleID":1}', ...entry };
}

describeOnBothStores('the quarantine', (stores) => {
  it('holds a record once, with its last reason', async () => {
    const store = await stores.open();
    const put = (...entries: QuarantinedEntry[]): Promise<void> =>
      write(store, (session) => quarantine(session, 'acme', entries, NOON));

    await put(anEntry(), anEntry({ stream: 'shifts' }));
    await put(anEntry({ cause: '{"code":"other"}' }));
    await put(anEntry({ id: '2', cause: 'first' }), anEntry({ id: '2', cause: 'last' }));

    expect(await quarantineCount(store.read, 'acme')).toBe(3);
    const causes = await sql<{ cause: string }>`
      select cause from quarantine where stream = 'sales' order by record_id`.execute(store.read.db);
    expect(causes.rows.map(({ cause }) => cause)).toEqual(['{"code":"other"}', 'last']);
  });

  it('knows a record without an id by what was received', async () => {
    const store = await stores.open();
    const entries = ['x', 'x', 'y'].map((raw) => anEntry({ id: null, raw }));

    await write(store, (session) => quarantine(session, 'acme', entries, NOON));
    await write(store, (session) => quarantine(session, 'acme', entries, NOON));

    expect(await quarantineCount(store.read, 'acme')).toBe(2);
  });

  it('lets a record go that could be read after all, and no other', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      await quarantine(session, 'acme', [anEntry(), anEntry({ id: '2' }), anEntry({ stream: 'shifts' })], NOON);
      await quarantine(session, 'other', [anEntry()], NOON);
    });

    await write(store, (session) => releaseFromQuarantine(session, 'acme', { stream: 'sales', ids: ['1', '9'] }));
    await write(store, (session) => releaseFromQuarantine(session, 'acme', { stream: 'sales', ids: [] }));

    expect(await quarantineCount(store.read, 'acme')).toBe(2);
    expect(await quarantineCount(store.read, 'other')).toBe(1);
    expect(await quarantineCount(store.read, 'nobody')).toBe(0);
  });
});
