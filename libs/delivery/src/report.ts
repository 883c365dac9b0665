import type { Cause, Receipt } from '@tillbridge/plugin-kit';
import type { LocationDayKey, OutputPause } from '@tillbridge/store';
import type { KeptBack } from './behind.js';
import type { LateEdit } from './sent-once.js';

export interface DeliveryReport {
  readonly output: string;
  readonly accepted: number;
  readonly unchanged: number;
  readonly failed: ReadonlyArray<LocationDayKey & { readonly cause: Cause }>;
  /** Refused for good, now or by an earlier run and still so. */
  readonly dead: ReadonlyArray<LocationDayKey & { readonly cause: Cause }>;
  /** Days that wait for the approval of the output. */
  readonly held: number;
  readonly keptBack: Readonly<Record<KeptBack, number>>;
  readonly lateEdits: readonly LateEdit[];
  /** Why nothing goes to the output; null while it is not stopped. */
  readonly paused: PausedDelivery | null;
}

/** What a pause keeps back. */
export interface PausedDelivery extends Omit<OutputPause, 'output'> {
  /** Days that the output lacks. */
  readonly days: number;
}

/** The same while it grows. */
export interface MutableReport extends DeliveryReport {
  accepted: number;
  unchanged: number;
  readonly failed: Array<LocationDayKey & { readonly cause: Cause }>;
  readonly dead: Array<LocationDayKey & { readonly cause: Cause }>;
  readonly keptBack: Record<KeptBack, number>;
  readonly lateEdits: LateEdit[];
  held: number;
  paused: PausedDelivery | null;
}

export function emptyReport(output: string): MutableReport {
  return {
    output,
    accepted: 0,
    unchanged: 0,
    failed: [],
    dead: [],
    held: 0,
    keptBack: { not_operational: 0, waived: 0, waiting: 0 },
    lateEdits: [],
    paused: null,
  };
}

export function count(report: MutableReport, receipts: readonly Receipt[]): void {
  for (const receipt of receipts) {
    if (receipt.status === 'accepted') report.accepted += 1;
    else if (receipt.status === 'unchanged') report.unchanged += 1;
    else {
      const failure = { location: receipt.location, date: receipt.date, cause: receipt.cause ?? unexplained() };
      (receipt.status === 'refused' ? report.dead : report.failed).push(failure);
    }
  }
}

export function add(report: MutableReport, part: DeliveryReport): void {
  report.accepted += part.accepted;
  report.unchanged += part.unchanged;
  report.failed.push(...part.failed);
  report.dead.push(...part.dead);
  report.lateEdits.push(...part.lateEdits);
  report.held += part.held;
  for (const reason of ['not_operational', 'waived', 'waiting'] as const) {
    report.keptBack[reason] += part.keptBack[reason];
  }
  report.paused = part.paused;
}

export function unexplained(): Cause {
  return { $cause: 1, code: 'plugin.defect', message: 'the output refused a day without saying why' };
}
