/** What is asked of a reading, what it needs for that, and what it tells. */
import type { Instant, LocationId, Problem, TallyRules } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import type { ConnectionSettings, ReadingSettings } from '@tillbridge/settings';
import type { Lease, LedgerStream } from '@tillbridge/store';

/**
 * How far back a run reads again where no window is asked for: between the hours, once an hour, once a day, once a week.
 * In order of depth.
 */
export const DEPTHS = ['recent', 'hourly', 'daily', 'weekly'] as const;

export type Depth = (typeof DEPTHS)[number];

/** What a person or a slot asks to be read: local dates, both included; or instants `[from, to)`; or neither. */
export interface SyncRequest {
  readonly from: string | null;
  readonly to: string | null;
  readonly acceptVanished: boolean;
  /** Of a trailing window; `hourly` where absent. */
  readonly depth?: Depth;
}

export interface SyncWork {
  /** The job that is worked: the slices that it has read before, it leaves out. */
  readonly jobId: string;
  readonly connection: ConnectionSettings;
  readonly request: SyncRequest;
  readonly lease: Lease;
  readonly reading: ReadingSettings;
  readonly rulesOf: (location: LocationId) => TallyRules;
  /** The POS's time when the job was first worked; null the first time. */
  readonly asOf: Instant | null;
  /** Called once, before anything is read, when `asOf` was null. */
  readonly onStart: (asOf: Instant) => Promise<void>;
  readonly onProgress: (progress: SyncProgress) => void;
  /** Asked before each slice; false when reading is to stop there, to go on at another time. Always, where absent. */
  readonly mayReadOn?: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

export interface SyncProgress {
  readonly stream: LedgerStream;
  readonly slice: number;
  readonly slices: number;
  readonly records: number;
}

export interface StreamReport {
  readonly stream: LedgerStream;
  readonly from: Instant;
  readonly to: Instant;
  readonly read: number;
  readonly changed: number;
  readonly deleted: number;
  readonly quarantined: number;
  /** False when a cause stopped it: the next run goes on with the open slices. */
  readonly complete: boolean;
}

/** What a reading answers to who works the job. */
export interface SyncAnswer {
  readonly report: SyncReport;
  /** Those of its causes that slices have told which were read to their end: a job that goes on does not meet them again. */
  readonly findings: readonly Cause[];
  /** `mayReadOn` ended it: the rest is to be read another time. */
  readonly isCutShort: boolean;
}

export interface SyncReport {
  readonly streams: readonly StreamReport[];
  readonly causes: readonly Cause[];
  readonly problems: readonly Problem[];
}
