import type { JsonSchema } from './json.js';
import type { StreamName } from './record.js';

/**
 * Version of the contract between host and plugin; raised only when plugins written for the older one can no longer
 * run.
 */
export const PLUGIN_API = 1;

export type Stability = 'stub' | 'alpha' | 'beta' | 'stable';

/** `manifest.json` beside a plugin's package.json, read before any of its code runs. */
export interface Manifest {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: 'connector' | 'output';
  readonly api: typeof PLUGIN_API;
  /** Path of the built entry module, relative to the manifest. */
  readonly main: string;
  readonly stability: Stability;
  /** Draft 2020-12 schema of the settings of one connection or output. */
  readonly settings: JsonSchema;
}

/**
 * - span: a window of time is read; records carry no version, the last read wins
 * - changes: reading goes on from a cursor; the POS's versions decide
 */
export type StreamMode = 'span' | 'changes';

export interface StreamTraits {
  readonly modes: readonly StreamMode[];
  /** The field that a span filters, for people: `completeTime`, `checkIn`. */
  readonly field: string;
  /** Longest span of one read, in hours. */
  readonly maxSpanHours: number;
  /** How far back a run re-reads, in hours. */
  readonly lookbackHours: number;
  /** One read answers for every shop of the account. */
  readonly accountWide: boolean;
  /** The POS tells of deletions; otherwise the host looks up what it no longer sees. */
  readonly reportsDeletions: boolean;
}

export interface RateTraits {
  /** Requests that may be made at once, in the POS's own unit of cost. */
  readonly capacity: number;
  /** How much of it comes back in a second. */
  readonly refillPerSecond: number;
  /** Most requests under way at the same time. */
  readonly maxConcurrent: number;
}

export interface ConnectorManifest extends Manifest {
  readonly kind: 'connector';
  /** Hosts that may be reached beside the origins of settings marked `x-origin`. */
  readonly hosts: readonly string[];
  readonly streams: Readonly<Partial<Record<StreamName, StreamTraits>>>;
  readonly rate: RateTraits;
}

export interface OutputManifest extends Manifest {
  readonly kind: 'output';
  /** What a repeated hour does at the receiver; `chosen`: the operator must say (`repeat`). */
  readonly semantics: 'overwrites' | 'adds' | 'chosen';
  /** Most location-days in one call of `deliver`. */
  readonly maxDays: number;
}
