import { stat } from 'node:fs/promises';
import { sql } from 'kysely';
import { problemError } from '@tillbridge/domain';
import type { HealthCheck } from '@tillbridge/observability';
import { nameOfDatabase, storeFailure } from '../database/failures.js';
import { numberOf } from '../database/dialects.js';
import type { Store } from '../database/store.js';
import { STORE_PROBLEMS } from '../problems.js';

/** Whether the database can be reached and has the schema of this build. */
export function storeCheck(store: Store): HealthCheck {
  return {
    name: 'store',
    check: async () => {
      try {
        await assertThere(store);
        await store.assertSchema();
      } catch (error) {
        throw storeFailure(error, store.settings);
      }
      return { backend: store.dialect };
    },
  };
}

/** SQLite goes on with a file that was deleted: what it writes then is gone with the process. */
async function assertThere({ settings }: Store): Promise<void> {
  if (settings.kind !== 'sqlite') return;
  try {
    await stat(settings.path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw problemError(STORE_PROBLEMS, 'store.unavailable', { database: nameOfDatabase(settings), reason });
  }
}

/** Bytes on disk. */
export async function storeSize(store: Store): Promise<number> {
  const { settings } = store;
  if (settings.kind === 'sqlite') {
    const sizes = await Promise.all(['', '-wal', '-shm'].map((end) => sizeOf(settings.path + end)));
    return sizes.reduce((sum, size) => sum + size, 0);
  }
  const found = await sql<{ size: unknown }>`select pg_database_size(current_database()) as size`.execute(
    store.read.db,
  );
  return numberOf(found.rows[0]?.size ?? 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
