import { type Problem, problemOf } from '@tillbridge/domain';
import type { OutputInstance } from '@tillbridge/delivery';
import { HostService } from '@tillbridge/host';
import { causeOf, sayEvidence, type CheckItem, type ShopRecord } from '@tillbridge/plugin-kit';
import type { ConnectionSettings } from '@tillbridge/settings';
import { SYNC_PROBLEMS } from '@tillbridge/sync';
import type { Application } from '@tillbridge/application';
import type { Command, Outcome } from '../command.js';
import type { Finding } from '../finding.js';
import { findingText } from '../report/findings.js';
import type { Invocation } from '../invocation.js';
import { connectionNamed, livingConnections, outputContext, refuseDeleted } from '@tillbridge/admin';

/** One line of the diagnosis. */
interface Line {
  readonly of: string;
  /** For programs: the same in every language. */
  readonly code: string;
  readonly what: string;
  readonly status: 'ok' | 'failed' | 'skipped';
  readonly evidence: string;
  readonly findings: readonly Finding[];
}

export const check: Command = {
  name: 'check',
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ words: [id] }, invocation) => {
    const { settings, outputs } = await invocation.settings();
    const named = id === undefined ? null : connectionNamed(settings, id);
    const application = await invocation.application('check');
    const { store } = application;
    if (named !== null) await refuseDeleted(store.read, named.id);
    const connections = named === null ? await livingConnections(settings, store.read) : [named];
    if (connections.length === 0) invocation.note(invocation.messages.connections.empty);
    const lines: Line[] = [];
    for (const connection of connections) lines.push(...(await connectionLines(connection, application, invocation)));
    for (const output of outputs) lines.push(await outputLine(output, invocation));
    return outcomeOf(lines, invocation);
  },
};

async function connectionLines(
  connection: ConnectionSettings,
  { context }: Application,
  invocation: Invocation,
): Promise<Line[]> {
  try {
    const { signal } = invocation.io;
    const calls = await context.get(HostService).open(connection);
    const items = await calls.check({ signal });
    const lines = items.map((item) => itemLine(connection.id, item, invocation));
    const shopsAnswer = items.some(({ capability, status }) => capability === 'shops' && status === 'ok');
    return shopsAnswer ? [...lines, mappingLine(connection, await calls.listShops({ signal }), invocation)] : lines;
  } catch (thrown) {
    const cause = causeOf(thrown);
    if (cause === undefined) throw thrown;
    const { settings } = invocation.messages.check;
    const findings = [invocation.findingOf.cause(cause)];
    return [{ of: connection.id, code: 'settings', what: settings, status: 'failed', evidence: '', findings }];
  }
}

function itemLine(of: string, item: CheckItem, invocation: Invocation): Line {
  const { capability, status, cause } = item;
  return {
    of,
    code: capability,
    what: invocation.messages.check.capabilities[capability],
    status,
    evidence: sayEvidence(item, invocation.language),
    findings: cause === undefined ? [] : [invocation.findingOf.cause(cause)],
  };
}

function mappingLine(connection: ConnectionSettings, shops: readonly ShopRecord[], invocation: Invocation): Line {
  const { mapping, mapped } = invocation.messages.check;
  const known = shops.map(({ posId }) => posId);
  const unknown = connection.locations.filter(({ posId }) => !known.includes(posId));
  const findings = unknown.map(({ posId: shop, locationId: location }) => {
    const problem: Problem = problemOf(SYNC_PROBLEMS, 'sync.shop_unknown', { shop, location, known: known.join(', ') });
    return invocation.findingOf.problem(problem);
  });
  const evidence = mapped(connection.locations.length - unknown.length);
  const status = findings.length === 0 ? 'ok' : 'failed';
  return { of: connection.id, code: 'locations', what: mapping, status, evidence, findings };
}

async function outputLine(instance: OutputInstance, invocation: Invocation): Promise<Line> {
  const found = await instance.output.check(outputContext(instance, invocation.io));
  const { status, cause } = found;
  const evidence = sayEvidence(found, invocation.language);
  const findings = cause === undefined ? [] : [invocation.findingOf.cause(cause)];
  const what = invocation.messages.check.output(instance.id);
  return { of: '', code: `output ${instance.id}`, what, status, evidence, findings };
}

function outcomeOf(lines: readonly Line[], { messages }: Invocation): Outcome {
  const width = Math.max(...lines.map(({ of, what }) => `${of} ${what}`.trim().length), 0);
  const text = lines.map(({ of, what, status, evidence, findings }) => {
    const line = `${`${of} ${what}`.trim().padEnd(width)}  ${messages.check[status].padEnd(6)}  ${evidence}`.trimEnd();
    return `${line}\n${findings.map((finding) => `  ${findingText(finding)}`).join('')}`;
  });
  const findings = lines.flatMap((line) => line.findings);
  if (findings.length === 0) text.push(`\n${messages.check.allWell}\n`);
  return {
    text: text.join(''),
    data: { lines: lines.map(({ of, code, status, evidence }) => ({ of, what: code, status, evidence })) },
    findings,
    saidInText: true,
  };
}
