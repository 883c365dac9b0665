import type { Decimal } from '../figure/decimal.js';
import type { Instant } from '../time/instant.js';
import type { LocalDate } from '../time/local-date.js';

/** The four figures of one location for one interval. Exact; rounded once, at the output. */
export interface Figures {
  readonly sales: Decimal;
  readonly transactions: number;
  readonly items: Decimal;
  /** Whole seconds worked within the cell; null where the shifts were not read: unknown is never 0 (I7). */
  readonly staffSeconds: number | null;
}

/**
 * The longest run of instants that share local date, grain interval and UTC offset; its key within a location is
 * `start`. So an hour repeated when the clocks go back is two cells, and a skipped one is none.
 */
export interface CellSpan {
  readonly date: LocalDate;
  /** Minutes after local midnight at which the grain interval begins, as a clock on the wall shows them. */
  readonly minuteOfDay: number;
  readonly start: Instant;
  readonly end: Instant;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

export interface Cell extends CellSpan, Figures {
  /** The instant up to which the figures hold: `end`, or earlier for an hour that is still running (`openHour`). */
  readonly coveredTo: Instant;
}
