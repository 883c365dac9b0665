import { rm } from 'node:fs/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Egress, openEgress } from '@tillbridge/egress';
import { TokenSource, type FreshGrant, type StoredGrant, type TokenVault } from '@tillbridge/oauth';
import { causeOf, type Cause, type ReadRequest } from '@tillbridge/plugin-kit';
import { PluginRegistry, RegistryModule } from '@tillbridge/registry';

import { HostModule } from './host.module.js';
import { HostService } from './host.service.js';
import { DEFAULT_HOST_LIMITS } from './limits.js';
import type { ConnectorCalls } from './connector-calls.js';
import { FakePos } from './testing/fake-pos.js';
import { writePlugin } from './testing/fake-plugin.js';
import { FakeTiming } from './testing/fake-timing.js';

const SPAN: ReadRequest = { mode: 'span', from: '2026-05-14T00:00:00Z', to: '2026-05-14T12:00:00Z', shops: ['1'] };

let directory: string;
let registry: PluginRegistry;
let egress: Egress;
let pos: FakePos;
let timing: FakeTiming;
let host: HostService;
let tokens: TokenSource;
let vault: Vault;

beforeAll(async () => {
  directory = await writePlugin();
  registry = await PluginRegistry.open({ directories: [directory], entry: 'built' });
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

beforeEach(async () => {
  pos = await FakePos.start();
  pos.answer('/token', { body: grantAnswer(1) }, { body: grantAnswer(2) }, { body: grantAnswer(3) });
  timing = new FakeTiming();
  egress = openEgress({ proxy: null, noProxy: [], caFile: null });
  const lease = {
    run: <T>(_: string, work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal),
  };
  vault = new Vault();
  tokens = new TokenSource(egress, vault, lease, timing);
  host = new HostService(registry, egress, tokens, timing, DEFAULT_HOST_LIMITS);
});

afterEach(async () => {
  await egress.close();
  await pos.stop();
});

describe('reading through the host', () => {
  it('reads sales page by page with the token and hands them on as sales of the domain', async () => {
    pos.answer('/sales', { body: { records: [sale('1')], next: `${pos.url}/sales-2` } });
    pos.answer('/sales-2', { body: { records: [sale('2')] } });
    const calls = await open();

    const batches = await collect(calls.readSales(SPAN));

    expect(batches.map(({ records, done }) => ({ ids: records.map(({ id }) => id), done }))).toEqual([
      { ids: ['1'], done: false },
      { ids: ['2'], done: true },
    ]);
    expect(batches[0]?.records[0]).toEqual({
      id: '1',
      shop: '1',
      state: 'completed',
      completedAt: Date.UTC(2026, 4, 14, 11, 30),
      net: '10.5',
      gross: '12',
      currency: 'CAD',
      register: null,
      source: null,
      employee: null,
      lines: [{ kind: 'item', quantity: '1', unitPrice: '10.5' }],
      version: null,
      deleted: false,
    });
    expect(pos.received.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/token', undefined],
      ['/sales', 'Bearer access-1'],
      ['/sales-2', 'Bearer access-1'],
    ]);
  });

  it('puts a record aside that it cannot use and takes the others', async () => {
    const future = { ...sale('3'), completedAt: '2026-05-14T12:30:00Z' };
    const records = [
      sale('1'),
      { ...sale('2'), net: '1,50' },
      future,
      { ...sale('4'), state: 'completed', completedAt: null },
    ];
    pos.answer('/sales', { headers: { date: 'Thu, 14 May 2026 12:00:00 GMT' }, body: { records } });
    const calls = await open();

    const [batch] = await collect(calls.readSales(SPAN));

    expect(batch?.records.map(({ id }) => id)).toEqual(['1']);
    expect(batch?.quarantined.map(({ id, cause }) => [id, cause.code, cause.detail])).toEqual([
      ['2', 'upstream.malformed', { field: 'net' }],
      ['3', 'upstream.malformed', { field: 'completedAt' }],
      ['4', 'upstream.malformed', { field: 'completedAt' }],
    ]);
  });

  it('never lets the token go to an address that nobody named', async () => {
    const other = await FakePos.start();
    pos.answer('/sales', { body: { records: [], next: `${other.url}/sales-2` } });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));
    await other.stop();

    expect(cause.code).toBe('link.foreign');
    expect(other.received).toEqual([]);
  });

  it('takes an end without a last batch for a break', async () => {
    pos.answer('/sales', { body: { records: [], open: true } });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause).toMatchObject({ code: 'plugin.defect', message: expect.stringContaining('without a batch') });
  });

  it('calls a bug in a connector by that name', async () => {
    const calls = await open({ mood: 'throws' });

    const cause = await causeBehind(collect(calls.readShifts(SPAN)));

    expect(cause).toMatchObject({ code: 'plugin.defect', message: 'corner-till: TypeError: x is not a function' });
  });

  it('ends a call from which nothing comes for ten minutes', async () => {
    const calls = await open({ mood: 'hangs' });

    const reading = causeBehind(collect(calls.readShifts(SPAN)));
    await Promise.resolve();
    timing.pass(10 * 60_000);

    expect(await reading).toMatchObject({ code: 'upstream.unavailable', detail: { reason: 'hang' } });
  });

  it('stops at once when the caller calls it off', async () => {
    const controller = new AbortController();
    const calls = await open({ mood: 'hangs' });

    const reading = collect(calls.readShifts(SPAN, { signal: controller.signal }));
    controller.abort(new Error('enough'));

    await expect(reading).rejects.toThrow('enough');
  });
});

describe('a request that fails', () => {
  it('is sent again after growing pauses while the POS is down', async () => {
    pos.answer('/sales', { status: 503 }, { status: 500 }, { body: { records: [] } });
    const calls = await open();

    await collect(calls.readSales(SPAN));

    expect(timing.slept).toEqual([750, 1500]);
    expect(calls.counts()).toMatchObject({ requests: 3, retries: 2, waits: 2, waitedMilliseconds: 2250 });
  });

  it('is given up after five sendings', async () => {
    pos.answer('/sales', { status: 500 });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('upstream.unavailable');
    expect(pos.paths().filter((path) => path === '/sales')).toHaveLength(5);
  });

  it('waits as long as the POS asks when the rate limit is hit', async () => {
    pos.answer('/sales', { status: 429, headers: { 'retry-after': '3' } }, { body: { records: [] } });
    const calls = await open();

    await collect(calls.readSales(SPAN));

    expect(timing.slept.reduce((sum, pause) => sum + pause, 0)).toBe(3000);
  });

  it('is told as rate limited when the POS asks for more than the host bears', async () => {
    pos.answer('/sales', { status: 429, headers: { 'retry-after': '3600' } });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('rate.limited');
    expect(pos.paths().filter((path) => path === '/sales')).toHaveLength(1);
  });

  it('is repeated once with a new token when the old one is no longer taken', async () => {
    pos.answer('/sales', { status: 401 }, { body: { records: [] } });
    const calls = await open();

    await collect(calls.readSales(SPAN));

    const sent = pos.received.filter(({ path }) => path === '/sales').map(({ authorization }) => authorization);
    expect(sent).toEqual(['Bearer access-1', 'Bearer access-2']);
  });

  it('fails when the new token is not taken either', async () => {
    pos.answer('/sales', { status: 401 });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('auth.expired');
    expect(pos.paths()).toEqual(['/token', '/sales', '/token', '/sales']);
  });

  it('is never repeated where a right is missing', async () => {
    pos.answer('/sales', { status: 403 });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('permission.missing');
    expect(pos.paths()).toEqual(['/token', '/sales']);
  });

  it('does not follow a redirect', async () => {
    pos.answer('/sales', { status: 302, headers: { location: `${pos.url}/elsewhere` } });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause).toMatchObject({ code: 'upstream.unavailable', detail: { reason: 'redirect' } });
    expect(pos.paths()).not.toContain('/elsewhere');
  });
});

describe('a token that cannot be had', () => {
  it('is asked for again after a pause while the token endpoint is down', async () => {
    pos.answer('/token', { status: 503 }, { body: grantAnswer(1) });
    pos.answer('/sales', { body: { records: [] } });
    const calls = await open();

    await collect(calls.readSales(SPAN));

    expect(pos.paths()).toEqual(['/token', '/token', '/sales']);
    expect(timing.slept).toEqual([15_000]);
  });

  it('stops the call at once when the grant is gone', async () => {
    pos.answer('/token', { status: 400, body: { error: 'invalid_grant' } });
    const calls = await open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause.code).toBe('auth.revoked');
    expect(pos.paths()).toEqual(['/token']);
  });

  it('is not blamed on the connector when the store fails', async () => {
    const failure = new Error('the store is closed');
    const calls = await open();
    vault.failure = failure;

    await expect(collect(calls.readSales(SPAN))).rejects.toBe(failure);
  });

  it('is never asked for at an address that nobody named', async () => {
    const opening = open({ apiUrl: 'ftp://pos.example' });

    expect(await causeBehind(opening)).toMatchObject({ code: 'link.foreign' });
  });
});

describe('the other calls', () => {
  it('check with the scopes that the POS granted', async () => {
    pos.answer('/token', { body: { ...grantAnswer(1), scope: 'read hours' } });
    pos.answer('/session', {});
    await (await open()).check();

    const items = await (await open()).check();

    expect(items).toEqual([{ capability: 'auth', status: 'ok', evidence: 'read hours' }]);
  });

  it('list shops, and refuse what is no list of shops', async () => {
    const shop = { posId: '1', name: 'Main St', timeZone: null, currency: 'CAD', archived: false };
    pos.answer('/shops', { body: [shop] }, { body: [{ ...shop, name: 7 }] }, { body: { shops: [] } });
    const calls = await open();

    expect(await calls.listShops()).toEqual([shop]);
    expect(await causeBehind(calls.listShops())).toMatchObject({ code: 'plugin.defect' });
    expect(await causeBehind(calls.listShops())).toMatchObject({ code: 'plugin.defect' });
  });

  it('look records up by id', async () => {
    pos.answer('/looked-up', { body: [sale('1'), { ...sale('2'), state: 'paid' }] });
    const calls = await open();

    const found = await calls.lookUpSales(['1', '2', '3']);

    expect(found.records.map(({ id }) => id)).toEqual(['1']);
    expect(found.quarantined.map(({ id }) => id)).toEqual(['2']);
    expect(await calls.lookUpShifts(['1'])).toEqual({ records: [], quarantined: [] });
  });
});

describe('the clock of the POS', () => {
  it('is unknown until the POS has answered, then goes on by itself', async () => {
    pos.answer('/shops', { headers: { date: 'Thu, 14 May 2026 12:00:05 GMT' }, body: [] });
    const calls = await open();
    const before = calls.posNow();

    await calls.listShops();
    timing.pass(1500);

    expect(before).toBeNull();
    expect(calls.posNow()).toBe(Date.UTC(2026, 4, 14, 12, 0, 6, 500));
  });
});

describe('the Nest module', () => {
  it('gives a host over the registry, the way outside and the tokens that are provided', async () => {
    class Surroundings {}
    const provided = [
      { provide: Egress, useValue: egress },
      { provide: TokenSource, useValue: tokens },
    ];
    Module({ providers: provided, exports: provided.map(({ provide }) => provide) })(Surroundings);
    class App {}
    const registryModule = RegistryModule.register({ directories: [directory], entry: 'built' });
    Module({ imports: [HostModule.register({ imports: [Surroundings, registryModule], timing })] })(App);
    pos.answer('/shops', { body: [] });

    const app = await NestFactory.createApplicationContext(App, { logger: false });
    const settings = { apiUrl: pos.url, clientId: 'id', clientSecret: 'hush', refreshToken: 'first' };
    const calls = await app.get(HostService).open({ id: 'acme', connector: 'corner-till', settings });
    const shops = await calls.listShops();
    await app.close();

    expect(shops).toEqual([]);
  });
});

describe('opening a connection', () => {
  it('refuses settings that the connector does not know, without repeating a value', async () => {
    const opening = open({ clientSecrt: 'hush', clientSecret: 7 });

    await expect(opening).rejects.toThrow('plugin.setting_misspelt');
    await expect(opening).rejects.not.toThrow('hush');
  });
});

async function open(settings: Readonly<Record<string, unknown>> = {}): Promise<ConnectorCalls> {
  const all = { apiUrl: pos.url, clientId: 'id', clientSecret: 'hush', refreshToken: 'first', ...settings };
  return host.open({ id: 'acme', connector: 'corner-till', settings: all });
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

async function causeBehind(work: Promise<unknown>): Promise<Cause> {
  const thrown: unknown = await work.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  );
  const cause = causeOf(thrown);
  if (cause === undefined) throw thrown;
  return cause;
}

function sale(id: string) {
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

function grantAnswer(turn: number) {
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
