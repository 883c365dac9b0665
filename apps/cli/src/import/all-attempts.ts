import type { ImportOutcome } from '@tillbridge/scheduling';

/** The outcome of a command with several attempts: their work adds up, and how things stand is told by the last one. */
export function allAttempts(earlier: ImportOutcome | null, last: ImportOutcome): ImportOutcome {
  if (earlier === null) return last;
  return {
    sync: { ...last.sync, streams: streamsOf(earlier, last) },
    fold: {
      days: earlier.fold.days + last.fold.days,
      revised: earlier.fold.revised + last.fold.revised,
      cells: earlier.fold.cells + last.fold.cells,
    },
    deliveries: deliveriesOf(earlier, last),
  };
}

function streamsOf(earlier: ImportOutcome, last: ImportOutcome): ImportOutcome['sync']['streams'] {
  const before = new Map(earlier.sync.streams.map((report) => [report.stream, report]));
  const now = new Set(last.sync.streams.map((report) => report.stream));
  const added = last.sync.streams.map((report) => {
    const first = before.get(report.stream);
    if (first === undefined) return report;
    return {
      ...report,
      read: first.read + report.read,
      changed: first.changed + report.changed,
      deleted: first.deleted + report.deleted,
      quarantined: first.quarantined + report.quarantined,
    };
  });
  return [...added, ...earlier.sync.streams.filter((report) => !now.has(report.stream))];
}

function deliveriesOf(earlier: ImportOutcome, last: ImportOutcome): ImportOutcome['deliveries'] {
  const before = new Map(earlier.deliveries.map((report) => [report.output, report]));
  return last.deliveries.map((report) => {
    const first = before.get(report.output);
    if (first === undefined) return report;
    return {
      ...report,
      accepted: first.accepted + report.accepted,
      unchanged: first.unchanged + report.unchanged,
    };
  });
}
