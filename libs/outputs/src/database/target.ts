import type { DayRows } from './row.js';
import type { Evidence } from '../evidence.js';

export type Outcome = 'accepted' | 'unchanged';

/** An open connection to the database, its tables there and as they must be. */
export interface Target {
  /**
   * Writes the days of one batch in one transaction: all of them or none. They are sorted by key, each day once.
   * Returns one outcome for each.
   *
   * @throws DatabaseFault
   */
  write(days: readonly DayRows[]): Promise<readonly Outcome[]>;
  /** Never throws. */
  close(): Promise<void>;
}

/** What each kind of database brings. Both functions throw a DatabaseFault. */
export interface Driver<Settings> {
  /** Connects and makes or checks the tables. */
  open(settings: Settings, signal: AbortSignal): Promise<Target>;
  /** Finds out whether a delivery would pass, without writing. Says what it found. */
  check(settings: Settings, signal: AbortSignal): Promise<Evidence>;
}
