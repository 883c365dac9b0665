import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { createHook } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { causeOf, type Cause } from '../contract/cause.js';
import type { Batch, Connector, ReadRequest } from '../contract/connector.js';
import type { ConnectorManifest } from '../contract/manifest.js';
import type { SaleRecord, ShiftRecord, StreamName } from '../contract/record.js';
import { testHost, type TestHost } from './call-context.js';
import { startFaultyLine, type FaultyLine } from './connector-proxy.js';
import type { ConnectorSubject, RunningPos, Span, SuiteSettings } from './connector-subject.js';

/** What the checks of one subject share; set before the first check runs. */
export interface Stage {
  readonly subject: ConnectorSubject;
  readonly manifest: ConnectorManifest;
  readonly pos: RunningPos;
  readonly line: FaultyLine;
  readonly connector: Connector;
  /** Timers, sockets, processes and globals that the first import and the factory made. */
  readonly effects: readonly string[];
  host(settings?: SuiteSettings): TestHost;
  smallPages(): TestHost;
}

export function manifestOf(subject: ConnectorSubject): ConnectorManifest {
  return JSON.parse(readFileSync(new URL('manifest.json', subject.folder), 'utf8')) as ConnectorManifest;
}

/** Starts POS and line before the checks, mends the line after each, stops both at the end. */
export function setStage(subject: ConnectorSubject): () => Stage {
  let stage: (Stage & { readonly stop: () => Promise<void> }) | undefined;
  beforeAll(async () => {
    stage = await startStage(subject);
  });
  afterEach(() => stage?.line.mend());
  afterAll(async () => stage?.stop());
  return () => {
    if (stage === undefined) throw new Error('the stage is set only while checks run');
    return stage;
  };
}

async function startStage(subject: ConnectorSubject): Promise<Stage & { readonly stop: () => Promise<void> }> {
  const manifest = manifestOf(subject);
  const { connector, effects } = await loadWatched(subject);
  const pos = await subject.startPos();
  const line = await startFaultyLine(pos.origin);
  const token = await pos.token();
  const host = (settings: SuiteSettings = pos.settings(line.origin)) =>
    testHost({ connector, manifest, settings, token, scopes: connector.authorization(settings).scopes });
  return {
    subject,
    manifest,
    pos,
    line,
    connector,
    effects,
    host,
    smallPages: () => host(pos.smallPages(line.origin)),
    stop: async () => {
      await line.stop();
      await pos.stop();
    },
  };
}

const WATCHED = new Set(['Timeout', 'TCPWRAP', 'TCPSERVERWRAP', 'UDPWRAP', 'PROCESSWRAP', 'FSEVENTWRAP', 'WORKER']);

/** Only the first import of a module runs it, so it is watched here and judged by a check. */
async function loadWatched(
  subject: ConnectorSubject,
): Promise<{ readonly connector: Connector; readonly effects: readonly string[] }> {
  const effects: string[] = [];
  const before = new Set(Object.keys(globalThis));
  const hook = createHook({ init: (_, type) => void (WATCHED.has(type) && effects.push(type)) }).enable();
  const connector = (await subject.load()).default();
  hook.disable();
  return { connector, effects: [...effects, ...Object.keys(globalThis).filter((key) => !before.has(key))] };
}

export function aSpanRead(span: Span, shops: readonly string[] = []): ReadRequest {
  return { mode: 'span', ...span, shops };
}

export function read(
  stage: Stage,
  stream: StreamName,
  host: TestHost,
  span: Span = stage.pos.span,
): AsyncIterable<Batch<SaleRecord | ShiftRecord>> {
  const request = aSpanRead(span);
  return stream === 'sales'
    ? stage.connector.readSales(host.context, request)
    : stage.connector.readShifts(host.context, request);
}

export async function batchesOf<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}

export async function recordsOf<R>(iterable: AsyncIterable<Batch<R>>): Promise<R[]> {
  return (await batchesOf(iterable)).flatMap((batch) => batch.records);
}

/** The cause that the work ends with; undefined where it ends well. */
export async function causeWhile(work: () => Promise<unknown>): Promise<Cause | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    return causeOf(thrown) ?? { $cause: 1, code: 'plugin.defect', message: `no cause: ${String(thrown)}` };
  }
}

export function byId<R extends { readonly id: string }>(records: readonly R[]): R[] {
  return [...records].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
}

export async function saleIds(stage: Stage, span: Span): Promise<string[]> {
  return (await recordsOf(read(stage, 'sales', stage.host(), span))).map((sale) => sale.id);
}

export function spanOf(from: number, to: number): Span {
  return { from: textOf(from), to: textOf(to) };
}

export function textOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
