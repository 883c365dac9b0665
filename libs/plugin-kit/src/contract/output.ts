import type { Decimal, Instant, LocalDate, LocationId } from '@tillbridge/domain';
import type { Cause } from './cause.js';
import type { SpokenEvidence } from './evidence.js';
import type { Json } from './json.js';

/** One cell of a location-day as an output receives it. */
export interface DeliveredCell {
  readonly start: Instant;
  readonly end: Instant;
  /** Minutes after local midnight at which the cell starts, as a clock on the wall shows them. */
  readonly minuteOfDay: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
  /** Exact and not rounded, in the currency of the day; refunds subtract, so it may be negative. */
  readonly sales: Decimal;
  readonly transactions: number;
  /** Exact: a till may sell half a metre. */
  readonly items: Decimal;
  /** Whole seconds of all employees together; null when unknown (I7). */
  readonly staffSeconds: number | null;
  /** The revision of the location-day that last changed this cell. */
  readonly revision: number;
  /** It was delivered before and no longer stands: a cell never just disappears. */
  readonly withdrawn: boolean;
}

/** All cells of one location's local date, in order of `start`. */
export interface LocationDay {
  /** The TMAS id, such as `0001`. */
  readonly location: LocationId;
  readonly locationName: string | null;
  readonly date: LocalDate;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217; null where nobody says. */
  readonly currency: string | null;
  /** Digits after the point of the currency, 2 for most. */
  readonly currencyDigits: number;
  /** Length of a cell in minutes of the local clock. */
  readonly grain: 60 | 30 | 15;
  /** Rises whenever a figure of the day changes. */
  readonly revision: number;
  /** `output.location.date.revision.hash`, the same at each attempt. */
  readonly messageId: string;
  readonly cells: readonly DeliveredCell[];
}

export type ReceiptStatus =
  | 'accepted'
  /** The receiver already has this revision or a newer one. */
  | 'unchanged'
  /** Try again later. */
  | 'retry'
  /** This payload will never be taken: dead until a newer revision comes. */
  | 'refused';

/** A cell that a receiver which adds has been handed. */
export interface HandedOverCell {
  readonly start: Instant;
  /** The revision of the location-day whose payload it went with: older where a sender died before it could note so. */
  readonly revision: number;
}

/** What became of one location-day in one call of `deliver`. */
export interface Receipt {
  readonly location: LocationId;
  readonly date: LocalDate;
  readonly revision: number;
  readonly status: ReceiptStatus;
  /** For `retry` and `refused`. */
  readonly cause?: Cause;
  /** Where it went, for people: a path, a message id. */
  readonly reference?: string;
  /**
   * From an output that adds, with `accepted` and `unchanged`: every cell of the day that the receiver has been handed, by
   * this call or ever before. Whoever keeps what was sent keeps these, with the figures of their revisions. Left out:
   * exactly the cells of this payload.
   */
  readonly handedOver?: readonly HandedOverCell[];
}

/** What the host gives an output for one call. */
export interface OutputContext<Settings> {
  readonly output: { readonly id: string };
  /** Checked against the manifest's schema, defaults filled in. */
  readonly settings: Readonly<Settings>;
  /** Fires when the call is to end; days that were not sent by then are answered `retry`. */
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  /** Writes a line into the host's log; free of secrets (I6). */
  log(level: 'debug' | 'info' | 'warn', message: string, fields?: Readonly<Record<string, Json>>): void;
}

export interface OutputCheck extends SpokenEvidence {
  readonly status: 'ok' | 'failed';
  readonly cause?: Cause;
}

export interface Output<Settings = Readonly<Record<string, unknown>>> {
  /** Whether a delivery would pass, found out without leaving a trace at the receiver. */
  check(context: OutputContext<Settings>): Promise<OutputCheck>;
  /**
   * Sends days and returns one receipt for each, in the same order. What goes wrong with a day is told by its receipt
   * and never thrown, and the other days go on.
   */
  deliver(context: OutputContext<Settings>, days: readonly LocationDay[]): Promise<readonly Receipt[]>;
  /** What would be sent, for a person to look at. */
  preview(settings: Settings, days: readonly LocationDay[]): { readonly contentType: string; readonly text: string };
  /** The settings that change the bytes of a payload; never secrets, timeouts or paths. A change sends every day again. */
  shapingSettings(settings: Settings): Json;
}

/** How an output kind is announced; connectors and outputs are loaded alike. */
export type OutputFactory = () => Output;
