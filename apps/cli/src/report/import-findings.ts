import { problemOf } from '@tillbridge/domain';
import type { DeliveryReport } from '@tillbridge/delivery';
import { type Cause, causeOf } from '@tillbridge/plugin-kit';
import type { ImportOutcome } from '@tillbridge/scheduling';
import { quarantinedRecords, type Store } from '@tillbridge/store';
import type { StreamReport } from '@tillbridge/sync';
import type { Finding } from '../finding.js';
import { CLI_PROBLEMS } from '../problems.js';
import type { Invocation } from '../invocation.js';

interface Scope {
  readonly invocation: Invocation;
  readonly store: Store;
  readonly connection: string;
}

const MOST_REASONS = 5;
const MOST_DAYS = 5;

/** Everything of an import that is not as it should be; what is held or not operational is listed but no failure. */
export async function importFindings(outcome: ImportOutcome, scope: Scope): Promise<Finding[]> {
  const { invocation } = scope;
  const { problems, causes, streams } = outcome.sync;
  const quarantined: Finding[] = [];
  for (const report of streams) if (report.quarantined > 0) quarantined.push(await quarantineFinding(report, scope));
  return [
    ...problems.map(invocation.findingOf.problem),
    ...distinct(causes).map(invocation.findingOf.cause),
    ...quarantined,
    ...outcome.deliveries.flatMap((report) => deliveryFindings(report, invocation)),
  ];
}

async function quarantineFinding({ stream, quarantined }: StreamReport, scope: Scope): Promise<Finding> {
  const { invocation, store, connection } = scope;
  const records = await quarantinedRecords(store.read, { connectionId: connection, limit: 100 });
  const reasons = records
    .filter((record) => record.stream === stream)
    .slice(0, MOST_REASONS)
    .map(({ id, cause }) => `${id.startsWith('?') ? '?' : id}: ${messageOf(cause)}`)
    .join('; ');
  const name = invocation.messages.sync.streams[stream];
  return invocation.findingOf.problem(
    problemOf(CLI_PROBLEMS, 'sync.quarantined', { count: quarantined, stream: name, reasons }),
  );
}

function messageOf(cause: string): string {
  return causeOf(JSON.parse(cause))?.message ?? cause;
}

export function deliveryFindings(report: DeliveryReport, invocation: Invocation): Finding[] {
  return [
    ...grouped(report.failed).map((days) => daysFinding(report.output, days, invocation)),
    // A dead day waits for a person, whatever kind its cause has.
    ...grouped(report.dead).map((days) => ({
      ...daysFinding(report.output, days, invocation),
      kind: 'failed' as const,
    })),
  ];
}

type FailedDay = DeliveryReport['failed'][number];

function grouped(days: readonly FailedDay[]): Array<readonly [FailedDay, ...FailedDay[]]> {
  const groups = Map.groupBy(days, ({ cause }) => `${cause.code}\n${cause.message}`);
  return [...groups.values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [[first, ...rest] as const]));
}

function daysFinding(output: string, days: readonly [FailedDay, ...FailedDay[]], invocation: Invocation): Finding {
  const finding = invocation.findingOf.cause(days[0].cause);
  const named = days.slice(0, MOST_DAYS).map(({ location, date }) => `${location} ${date}`);
  const more = days.length > MOST_DAYS ? ', …' : '';
  const place = invocation.messages.sync.failedDays(output, days.length, `${named.join(', ')}${more}`);
  return { ...finding, what: `${place}${finding.what}` };
}

function distinct(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map((cause) => [`${cause.code}\n${cause.message}`, cause])).values()];
}
