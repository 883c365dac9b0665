import type { DeliveryReport, DeliveryService, OutputInstance } from '@tillbridge/delivery';
import type { Clock, Instant } from '@tillbridge/domain';
import type { Settings } from '@tillbridge/settings';
import type { Job, Store } from '@tillbridge/store';
import type { SyncProgress, SyncReport, SyncService } from '@tillbridge/sync';
import type { FoldService } from '@tillbridge/tallies';

export interface ImportOutcome {
  readonly sync: SyncReport;
  readonly fold: { readonly days: number; readonly revised: number; readonly cells: number };
  readonly deliveries: readonly DeliveryReport[];
}

export type ImportProgress =
  | ({ readonly step: 'reading' } & SyncProgress)
  | { readonly step: 'folding'; readonly days: number }
  | { readonly step: 'delivering'; readonly output: string; readonly days: number; readonly of: number };

export interface ImportSteps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly sync: SyncService;
  readonly tallies: FoldService;
  readonly delivery: DeliveryService;
  readonly outputs: readonly OutputInstance[];
  /** Names this process in leases. */
  readonly owner: string;
}

export interface JobRun {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ImportProgress) => void;
  /** Called when the job is really begun, with the attempt counted. */
  readonly onBegun?: (job: Job) => Promise<void>;
  /** Called when the job has stopped between two slices in favour of a more urgent one. */
  readonly onGaveWay?: (to: Job) => void;
  /** Whether a more urgent job is not given way to, because nobody works it. Never, where absent. */
  readonly passesOver?: (other: Job) => boolean;
  /** When to try again what failed for a reason that passes; null: not. Never, where absent: whoever asked decides. */
  readonly tryAgainAt?: (attempt: { readonly report: SyncReport; readonly job: Job }) => Instant | null;
}
