import { rm } from 'node:fs/promises';

import { openEgress, type Egress } from '@tillbridge/egress';
import { TokenSource, type FreshGrant, type StoredGrant, type TokenVault } from '@tillbridge/oauth';
import type { Labels, LogEntry, LogLevel, MetricDefinition } from '@tillbridge/observability';
import { causeOf, type Cause, type ReadRequest, type Stability } from '@tillbridge/plugin-kit';
import { PluginRegistry } from '@tillbridge/registry';

import type { ConnectorCalls } from '../connector-calls.js';
import { HostService } from '../host.service.js';
import { DEFAULT_HOST_LIMITS } from '../limits.js';
import { writePlugin } from './fake-plugin.js';
import { FakePos } from './fake-pos.js';
import { FakeTiming } from './fake-timing.js';

export const SPAN: ReadRequest = {
  mode: 'span',
  from: '2026-05-14T00:00:00Z',
  to: '2026-05-14T12:00:00Z',
  shops: ['1'],
};

/** A host, a connector on disk and a POS on loopback, put together; only the clock and the store are played. */
export class Stage {
  readonly timing = new FakeTiming();
  readonly vault = new Vault();
  /** By name and labels: the sum of what was counted, or what a gauge was set to last. */
  readonly measured = new Map<string, number>();
  readonly logged: Array<LogEntry & { readonly level: LogLevel }> = [];
  readonly tokens: TokenSource;
  readonly host: HostService;

  private constructor(
    readonly directory: string,
    readonly pos: FakePos,
    readonly egress: Egress,
    registry: PluginRegistry,
  ) {
    const lease = {
      run: <T>(_: string, work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal),
    };
    this.tokens = new TokenSource(egress, this.vault, lease, this.timing);
    this.host = new HostService(registry, egress, this.tokens, {
      timing: this.timing,
      limits: DEFAULT_HOST_LIMITS,
      meters: {
        add: this.note,
        set: (...measured) => this.note(...measured),
        observe: (...measured) => this.note(...measured),
      },
      log: { write: (level, entry) => void this.logged.push({ level, ...entry }) },
    });
  }

  static async set(stability: Stability = 'beta'): Promise<Stage> {
    const directory = await writePlugin(undefined, stability);
    const registry = await PluginRegistry.open({ directories: [directory], entry: 'built' });
    const pos = await FakePos.start();
    pos.answer('/token', { body: grantAnswer(1) }, { body: grantAnswer(2) }, { body: grantAnswer(3) });
    return new Stage(directory, pos, openEgress({ proxy: null, noProxy: [], caFile: null }), registry);
  }

  private readonly note = ({ name, type }: MetricDefinition, labels: Labels, value = 1): void => {
    const key = [name.replace('tillbridge_', ''), ...Object.values(labels)].join(' ');
    this.measured.set(key, type === 'gauge' ? value : (this.measured.get(key) ?? 0) + value);
  };

  async clear(): Promise<void> {
    await this.egress.close();
    await this.pos.stop();
    await rm(this.directory, { recursive: true });
  }

  async open(settings: Readonly<Record<string, unknown>> = {}): Promise<ConnectorCalls> {
    return this.host.open({ id: 'acme', connector: 'corner-till', settings: { ...this.settings(), ...settings } });
  }

  settings() {
    return { apiUrl: this.pos.url, clientId: 'id', clientSecret: 'hush', refreshToken: 'first' };
  }
}

export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

export async function causeBehind(work: Promise<unknown>): Promise<Cause> {
  const thrown: unknown = await work.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  const cause = causeOf(thrown);
  if (cause === undefined) throw thrown;
  return cause;
}

export function sale(id: string) {
  return {
    id,
    shop: '1',
    state: 'completed',
    completedAt: '2026-05-14T11:30:00Z',
    net: '10.50',
    gross: '12',
    currency: 'CAD',
    register: null,
    source: null,
    employee: null,
    lines: [{ kind: 'item', quantity: '1', unitPrice: '10.5' }],
  };
}

export function grantAnswer(turn: number) {
  return { token_type: 'Bearer', expires_in: 3600, access_token: `access-${turn}`, refresh_token: `refresh-${turn}` };
}

class Vault implements TokenVault {
  failure: Error | null = null;
  private stored: StoredGrant | null = null;

  async read(): Promise<StoredGrant | null> {
    if (this.failure !== null) throw this.failure;
    return this.stored;
  }

  async saveFresh(_: string, grant: FreshGrant, expectedVersion: number): Promise<boolean> {
    if ((this.stored?.version ?? 0) !== expectedVersion) return false;
    this.stored = { version: expectedVersion + 1, grant, revoked: null };
    return true;
  }

  async markRevoked(): Promise<boolean> {
    return true;
  }
}
