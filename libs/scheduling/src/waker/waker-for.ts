import type { Log } from '@tillbridge/observability';
import type { Store } from '@tillbridge/store';
import { InProcessWaker } from './in-process-waker.js';
import { PgBossWaker } from './pg-boss-waker.js';
import type { Waker } from './waker.js';

/** One process works on SQLite; on PostgreSQL any of many replicas may be the one that is free. */
export function wakerFor({ settings }: Pick<Store, 'settings'>, log: Log): Waker {
  return settings.kind === 'sqlite' ? new InProcessWaker() : new PgBossWaker(settings.url, log);
}
