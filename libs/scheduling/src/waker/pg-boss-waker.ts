import { problemError } from '@tillbridge/domain';
import type { Log } from '@tillbridge/observability';
import type { PgBoss } from 'pg-boss';
import { SCHEDULING_PROBLEMS } from '../problems.js';
import type { Waker } from './waker.js';

/** A schema of its own, so that neither its tables nor its upgrades meet ours. */
const SCHEMA = 'pgboss';
const QUEUE = 'tillbridge-look-for-jobs';

/** `short` keeps one message at most: who looks for jobs finds all of them. */
const QUEUE_OPTIONS = { policy: 'short', notify: true, retryLimit: 0, retentionSeconds: 3_600, deleteAfterSeconds: 60 };

/** Wakes one of the replicas through pg-boss, by LISTEN/NOTIFY with polling beneath. */
export class PgBossWaker implements Waker {
  readonly hearsOwnProcessOnly = false;
  private boss: PgBoss | null = null;

  constructor(
    private readonly url: string,
    private readonly log: Log,
  ) {}

  /** Before the start, as in a command that ends by itself, nobody is told: replicas look by themselves now and then. */
  wake(): void {
    this.boss?.send(QUEUE, {}).catch((error: unknown) => this.warn(error));
  }

  async start(onWake: () => void): Promise<void> {
    const boss = await this.newBoss();
    try {
      await boss.start();
      await boss.createQueue(QUEUE, QUEUE_OPTIONS);
      await boss.work(QUEUE, { pollingIntervalSeconds: 2 }, () => Promise.resolve(onWake()));
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      const reason = error instanceof Error ? error.message : String(error);
      throw problemError(SCHEDULING_PROBLEMS, 'waker.unavailable', { schema: SCHEMA, reason }, { cause: error });
    }
    this.boss = boss;
  }

  async stop(): Promise<void> {
    const boss = this.boss;
    this.boss = null;
    await boss?.stop({ graceful: true, timeout: 2_000 });
  }

  private async newBoss(): Promise<PgBoss> {
    // Loaded here alone: commands, and every process on SQLite, do without it.
    const library = await import('pg-boss');
    const boss = new library.PgBoss({
      connectionString: this.url,
      schema: SCHEMA,
      application_name: 'tillbridge-waker',
      max: 2,
      schedule: false,
      useListenNotify: true,
    });
    // Without a listener, an error event would end the process.
    boss.on('error', (error) => this.warn(error));
    return boss;
  }

  private warn(error: unknown): void {
    const message = 'replicas wake one another late; each looks for itself now and then';
    this.log.write('warn', { event: 'waker.failed', component: 'scheduling', message, error });
  }
}
