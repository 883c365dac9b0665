import { addFolds, addStreams, type ImportOutcome } from '@tillbridge/scheduling';

/** The outcome of a command with several attempts: their work adds up, and how things stand is told by the last one. */
export function allAttempts(earlier: ImportOutcome | null, last: ImportOutcome): ImportOutcome {
  if (earlier === null) return last;
  return {
    sync: { ...last.sync, streams: addStreams(earlier.sync.streams, last.sync.streams) },
    fold: addFolds(earlier.fold, last.fold),
    deliveries: deliveriesOf(earlier, last),
  };
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
