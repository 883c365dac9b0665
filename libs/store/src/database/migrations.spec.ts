import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { createDatabase } from '../../../../test/support/postgresql.ts';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { write } from '../testing/builders.js';
import { compareVersions } from './schema-version.js';
import { Store } from './store.js';

describeOnBothStores('the schema', (stores) => {
  it('that the migrations make is the one that the entities ask for', async () => {
    const store = await stores.open();

    expect((await store.differsFromEntities()).trim()).toBe('');
  });

  it('stays as it is when it is brought up to date twice', async () => {
    const store = await stores.open();

    await store.migrate();

    expect(await store.hasPendingMigrations()).toBe(false);
    await expect(store.assertSchema()).resolves.toBeUndefined();
  });

  it('of a newer build is refused, at opening and by a process that was open before, and never brought down', async () => {
    const store = await stores.open();
    const names = (): Promise<unknown> =>
      sql`select name from tillbridge_migration order by id`.execute(store.read.db).then(({ rows }) => rows);
    await write(store, ({ db }) => sql`insert into tillbridge_migration (name) values ('29990101-later')`.execute(db));
    const before = await names();

    const attempts = [stores.openAgain(store), store.assertSchema(), store.migrate()];

    for (const attempt of attempts) {
      await expect(attempt).rejects.toMatchObject({ code: 'store.newer_than_build' });
      await expect(attempt).rejects.toThrow(/is at 29990101-later, this build knows \d{8}-/);
    }
    expect(await names()).toEqual(before);
  });

  it('of an older build is refused by a process that may not bring it up to date', async () => {
    const store = await stores.open();
    await write(store, ({ db }) => sql`delete from tillbridge_migration`.execute(db));
    const again = await stores.openAgain(store);

    const asserted = again.assertSchema();

    await expect(asserted).rejects.toMatchObject({ code: 'store.older_than_build' });
    await expect(asserted).rejects.toThrow(/is at empty, this build knows \d{8}-/);
    expect(await again.hasPendingMigrations()).toBe(true);
  });
});

describe('four replicas on an empty PostgreSQL', () => {
  it('bring it up to date together without getting in the way of each other', async () => {
    const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'] ?? '';
    const url = await createDatabase(server, `t_${process.pid}_${Date.now()}_four`);
    const replicas = await Promise.all(Array.from({ length: 4 }, () => Store.open({ kind: 'postgresql', url })));

    const migrated = await Promise.allSettled(replicas.map((replica) => replica.migrate()));

    expect(migrated.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'fulfilled'));
    for (const replica of replicas) {
      await replica.assertSchema();
      await replica.close();
    }
  });
});

describe('comparing versions', () => {
  it.each([
    { applied: [], known: ['1', '2'], state: 'older', database: 'empty', build: '2' },
    { applied: ['1'], known: ['1', '2'], state: 'older', database: '1', build: '2' },
    { applied: ['1', '2'], known: ['1', '2'], state: 'same', database: '2', build: '2' },
    { applied: ['1', '2', '3'], known: ['1', '2'], state: 'newer', database: '3', build: '2' },
    { applied: ['1', '3'], known: ['1', '2'], state: 'newer', database: '3', build: '2' },
  ])('calls $applied beside $known $state', ({ applied, known, ...version }) => {
    expect(compareVersions(applied, known)).toEqual(version);
  });
});
