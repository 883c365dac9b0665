import type { Clock } from '@tillbridge/domain';
import type { Meters } from '@tillbridge/observability';
import { appendAudit, type Session, type Store } from '@tillbridge/store';
import { ADMIN_METRICS } from '../metrics.js';

/** Who makes a change and why. */
export interface Author {
  /** `cli:<user>` or `key:<id>`. */
  readonly actor: string;
  readonly reason: string | null;
  /** Of the HTTP request; null for a command. */
  readonly requestId: string | null;
}

/** What changed, without secrets (I6). */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface Made<T> {
  readonly result: T;
  readonly changes: readonly Change[];
}

export interface ChangeLogMeans {
  readonly clock: Clock;
  readonly meters: Meters;
  /** Called after each commit: what outputs lack may be another thing now. */
  readonly onChange?: () => void;
}

/** Makes changes, and writes into the audit who made them and why: both are committed together, or neither. */
export class ChangeLog {
  constructor(
    private readonly store: Store,
    private readonly means: ChangeLogMeans,
  ) {}

  async make<T>({ actor, reason, requestId }: Author, work: (session: Session) => Promise<Made<T>>): Promise<T> {
    const { result, changes } = await this.store.transaction(null, async (session) => {
      const made = await work(session);
      const at = this.means.clock.now();
      const entries = made.changes.map(({ action, subject, before = null, after = null }) => {
        return { at, actor, action, subject, reason, before, after, requestId };
      });
      await appendAudit(session, entries);
      return made;
    });
    for (const { action } of changes) this.means.meters.add(ADMIN_METRICS.auditEvents, { action });
    if (changes.length > 0) this.means.onChange?.();
    return result;
  }
}
