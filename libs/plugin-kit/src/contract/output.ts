import type { Decimal, Instant, LocalDate, LocationId } from '@tillbridge/domain';
import type { Cause } from './cause.js';
import type { SpokenEvidence } from './evidence.js';
import type { Json } from './json.js';

/** One cell of a location-day as an output receives it. */
export interface DeliveredCell {
  readonly start: Instant;
  readonly end: Instant;
  readonly minuteOfDay: number;
  readonly offsetMinutes: number;
  readonly sales: Decimal;
  readonly transactions: number;
  readonly items: Decimal;
  /** Whole seconds; null when unknown (I7). */
  readonly staffSeconds: number | null;
  /** The revision of the location-day that last changed this cell. */
  readonly revision: number;
  /** It was delivered before and no longer stands: a cell never just disappears. */
  readonly withdrawn: boolean;
}

/** All cells of one location's local date, in order of `start`. */
export interface LocationDay {
  readonly location: LocationId;
  readonly locationName: string | null;
  readonly date: LocalDate;
  readonly timeZone: string;
  readonly currency: string | null;
  /** Digits after the point of the currency, 2 for most. */
  readonly currencyDigits: number;
  readonly grain: 60 | 30 | 15;
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

export interface Receipt {
  readonly location: LocationId;
  readonly date: LocalDate;
  readonly revision: number;
  readonly status: ReceiptStatus;
  readonly cause?: Cause;
  /** Where it went, for people: a path, a message id. */
  readonly reference?: string;
}

export interface OutputContext<Settings> {
  readonly output: { readonly id: string };
  readonly settings: Readonly<Settings>;
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  log(level: 'debug' | 'info' | 'warn', message: string, fields?: Readonly<Record<string, Json>>): void;
}

export interface OutputCheck extends SpokenEvidence {
  readonly status: 'ok' | 'failed';
  readonly cause?: Cause;
}

export interface Output<Settings = Readonly<Record<string, unknown>>> {
  /** Without leaving a trace at the receiver. */
  check(context: OutputContext<Settings>): Promise<OutputCheck>;
  /** One receipt per day, in the order of `days`; never throws for one day's sake. */
  deliver(context: OutputContext<Settings>, days: readonly LocationDay[]): Promise<readonly Receipt[]>;
  /** What would be sent, for a person to look at. */
  preview(settings: Settings, days: readonly LocationDay[]): { readonly contentType: string; readonly text: string };
  /** The settings that change the bytes of a payload; never secrets, timeouts or paths. */
  shapingSettings(settings: Settings): Json;
}

/** How an output kind is announced; connectors and outputs are loaded alike. */
export type OutputFactory = () => Output;
