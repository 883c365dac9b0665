import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { write } from '../testing/builders.js';
import { type AuditEntry, appendAudit, auditRows, verifyAudit } from './audit.js';

function anEntry(entry: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: 1_000,
    actor: 'cli:ann',
    action: 'location.status',
    subject: 'location:0001',
    reason: 'renovation',
    before: { status: 'operational' },
    after: { status: 'closed' },
    requestId: null,
    ...entry,
  };
}

describeOnBothStores('the audit', (stores) => {
  it('gives the newest rows first, and pages back by sequence', async () => {
    const store = await stores.open();
    await write(store, (session) => appendAudit(session, [anEntry({ subject: 'a' }), anEntry({ subject: 'b' })]));
    await write(store, (session) => appendAudit(session, [anEntry({ subject: 'c', before: null })]));

    const first = await auditRows(store.read, { limit: 2 });
    const second = await auditRows(store.read, { limit: 2, before: first.at(-1)?.sequence ?? 0 });

    expect(first.map(({ sequence, subject }) => [sequence, subject])).toEqual([
      [3, 'c'],
      [2, 'b'],
    ]);
    expect(second.map(({ subject }) => subject)).toEqual(['a']);
    expect([first[0]?.before, first[1]?.before]).toEqual([null, '{"status":"operational"}']);
    expect(await auditRows(store.read, { limit: 9, subject: 'b' })).toHaveLength(1);
  });

  it('stays one chain when many append at once', async () => {
    const store = await stores.open();

    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        write(store, (session) => appendAudit(session, [anEntry({ at: index }), anEntry({ at: index })])),
      ),
    );

    expect(await verifyAudit(store.read)).toEqual({ rows: 40, brokenAt: null });
  });

  it('tells the row that somebody changed, removed or put in', async () => {
    const store = await stores.open();
    await write(store, (session) => appendAudit(session, [anEntry(), anEntry(), anEntry(), anEntry()]));
    const whole = await verifyAudit(store.read);

    await write(store, (session) => sql`update audit set actor = 'cli:bob' where sequence = 3`.execute(session.db));
    const changed = await verifyAudit(store.read);
    await write(store, (session) => sql`delete from audit where sequence = 2`.execute(session.db));
    const removed = await verifyAudit(store.read);

    expect(whole).toEqual({ rows: 4, brokenAt: null });
    expect(changed.brokenAt).toBe(3);
    expect(removed.brokenAt).toBe(3);
    expect(removed.rows).toBe(1);
  });

  it('is not written when the change it tells is not', async () => {
    const store = await stores.open();

    const attempt = write(store, async (session) => {
      await appendAudit(session, [anEntry()]);
      throw new Error('the change failed');
    });

    await expect(attempt).rejects.toThrow('the change failed');
    expect(await verifyAudit(store.read)).toEqual({ rows: 0, brokenAt: null });
  });
});
