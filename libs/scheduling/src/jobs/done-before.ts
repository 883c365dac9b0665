import type { Cause } from '@tillbridge/plugin-kit';
import type { Job } from '@tillbridge/store';
import type { StreamReport } from '@tillbridge/sync';
import type { ImportOutcome } from './import-steps.js';

/** What a job has done, of which one that is to go on keeps account. */
export interface Done {
  readonly streams: readonly StreamReport[];
  /** What it has come upon in slices that it does not read again. */
  readonly findings: readonly Cause[];
  readonly fold: ImportOutcome['fold'];
}

const NOTHING: Done = { streams: [], findings: [], fold: { days: 0, revised: 0, cells: 0 } };

/** What a job had done before it gave way, or was put back. */
export function doneBefore({ doneBefore: done }: Job): Done {
  return done === null ? NOTHING : (JSON.parse(done) as Done);
}

/** Adds what was done up to now; how the streams stand is told by `now` alone. */
export function withDoneBefore(before: Done, now: Done): Done {
  return {
    streams: withCounts(before.streams, now.streams),
    findings: [...now.findings, ...before.findings],
    fold: addFolds(before.fold, now.fold),
  };
}

export function accountOf(before: Done, now: Done): Done {
  return { ...withDoneBefore(before, now), streams: addStreams(before.streams, now.streams) };
}

/** Streams that have not had their turn again keep their counts. */
export function addStreams(earlier: readonly StreamReport[], now: readonly StreamReport[]): StreamReport[] {
  const has = new Set(now.map(({ stream }) => stream));
  return [...withCounts(earlier, now), ...earlier.filter(({ stream }) => !has.has(stream))];
}

export function addFolds(earlier: ImportOutcome['fold'], now: ImportOutcome['fold']): ImportOutcome['fold'] {
  return {
    days: earlier.days + now.days,
    revised: earlier.revised + now.revised,
    cells: earlier.cells + now.cells,
  };
}

function withCounts(earlier: readonly StreamReport[], now: readonly StreamReport[]): StreamReport[] {
  return now.map((report) => {
    const first = earlier.find(({ stream }) => stream === report.stream);
    if (first === undefined) return report;
    return {
      ...report,
      read: first.read + report.read,
      changed: first.changed + report.changed,
      deleted: first.deleted + report.deleted,
      quarantined: first.quarantined + report.quarantined,
    };
  });
}
