import type { DeliveryReport } from '@tillbridge/delivery';
import type { Invocation } from '../invocation.js';
import { tableText } from './table.js';

/** What each output took, and which of them wait for a person. */
export function outputsText(reports: readonly DeliveryReport[], { messages: { sync } }: Invocation): string {
  const rows = reports.map((report) => [
    report.output,
    ...[
      report.accepted,
      report.unchanged,
      report.failed.length,
      report.dead.length,
      report.held,
      report.keptBack.not_operational,
      report.keptBack.waived,
    ].map(String),
  ]);
  const held = reports.filter((report) => report.held > 0).map(({ output }) => `\n${sync.held(output)}\n`);
  const paused = reports.flatMap((report) =>
    report.paused === null ? [] : [`\n${sync.paused(report.output, report.paused.reason)}\n`],
  );
  const down = reports.flatMap(({ output, failed, keptBack: { waiting } }) =>
    failed.length === 0 || waiting === 0 ? [] : [`\n${sync.down(output, waiting)}\n`],
  );
  return tableText(sync.outputHeader, rows, [1, 2, 3, 4, 5, 6, 7]) + [...held, ...paused, ...down].join('');
}
