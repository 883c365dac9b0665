import type { Instant, LocalDate, LocationId } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import type { DayAtOutput, Lease, LocationRow, SentHour } from '@tillbridge/store';
import type { OutputInstance } from './output-instance.js';
import type { FoldedForOnce } from './sent-once.js';

export interface DeliveryWork {
  readonly instance: OutputInstance;
  readonly lease: Lease;
  /** Lowers how far back the output reaches, for locations of a connection that was asked for by date. */
  readonly reachBackTo: LocalDate | null;
  /** Only days of these connections; all where null. */
  readonly connections: readonly string[] | null;
  /** Try days whose next attempt is not due yet, and a receiver that is thought to be down: a person is asking. */
  readonly now: boolean;
  readonly onProgress: (days: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** What goes out in one call. */
export interface Batch {
  /** Of the settings that change bytes. */
  readonly hash: string;
  readonly locations: ReadonlyMap<LocationId, LocationRow>;
  readonly days: readonly DayAtOutput[];
  readonly now: Instant;
}

/** A whole day of an output that adds, whatever of it goes out, and what is on record as sent. */
export interface SentOnce extends FoldedForOnce {
  readonly sent: readonly SentHour[];
}

/** A day as it goes out, with what must be known of it once its receipt is there. */
export interface Prepared {
  readonly day: LocationDay;
  readonly hours: readonly SentHour[];
  /** null for an output that overwrites. */
  readonly once: SentOnce | null;
  /** End of the last cell that is whole in it; null where none is. */
  readonly knownTo: Instant | null;
  /** Since the day was last taken. */
  readonly failures: number;
  readonly resendMark: number;
}
