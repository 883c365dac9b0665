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
    streams: now.streams.map((report) => {
      const earlier = before.streams.find(({ stream }) => stream === report.stream);
      return earlier === undefined ? report : withCounts(report, earlier);
    }),
    findings: [...now.findings, ...before.findings],
    fold: {
      days: before.fold.days + now.fold.days,
      revised: before.fold.revised + now.fold.revised,
      cells: before.fold.cells + now.fold.cells,
    },
  };
}

/** Streams that have not had their turn again keep their counts. */
export function accountOf(before: Done, now: Done): Done {
  const done = withDoneBefore(before, now);
  const has = new Set(done.streams.map(({ stream }) => stream));
  return { ...done, streams: [...done.streams, ...before.streams.filter(({ stream }) => !has.has(stream))] };
}

function withCounts(report: StreamReport, earlier: StreamReport): StreamReport {
  return {
    ...report,
    read: earlier.read + report.read,
    changed: earlier.changed + report.changed,
    deleted: earlier.deleted + report.deleted,
    quarantined: earlier.quarantined + report.quarantined,
  };
}
