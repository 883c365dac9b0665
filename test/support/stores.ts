import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { Store } from '@tillbridge/store';
import { createDatabase } from './postgresql.ts';

let databases = 0;

/** An empty, migrated store of each kind; everything goes when the file's tests end. */
export interface StoreFactory {
  readonly name: 'SQLite' | 'PostgreSQL';
  open(): Promise<Store>;
  /** A second door to the same database. */
  openAgain(store: Store): Promise<Store>;
}

/** Runs one suite on SQLite and on PostgreSQL: whatever touches the store is tested on both. */
export function describeOnBothStores(title: string, suite: (stores: StoreFactory) => void): void {
  for (const name of ['SQLite', 'PostgreSQL'] as const) {
    describe(`${title} on ${name}`, () => {
      const opened: Store[] = [];
      const folders: string[] = [];
      const openStore = async (settings: Store['settings']): Promise<Store> => {
        const store = await Store.open(settings);
        opened.push(store);
        return store;
      };
      afterAll(async () => {
        for (const store of opened) await store.close();
        for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      });
      suite({
        name,
        open: async () => {
          const store = await openStore(name === 'SQLite' ? sqliteIn(folders) : await postgreSql());
          await store.migrate();
          return store;
        },
        openAgain: (store) => openStore(store.settings),
      });
    });
  }
}

function sqliteIn(folders: string[]): Store['settings'] {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-store-'));
  folders.push(folder);
  return { kind: 'sqlite', path: join(folder, 'store.db') };
}

async function postgreSql(): Promise<Store['settings']> {
  databases += 1;
  const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'];
  if (server === undefined) throw new Error('the test set-up did not start PostgreSQL');
  return { kind: 'postgresql', url: await createDatabase(server, `t_${process.pid}_${Date.now()}_${databases}`) };
}
