import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { Egress } from '@tillbridge/egress';
import { TokenSource } from '@tillbridge/oauth';
import { RegistryModule } from '@tillbridge/registry';

import { HostModule } from './host.module.js';
import { HostService } from './host.service.js';
import { FakePos } from './testing/fake-pos.js';
import { SPAN, Stage, causeBehind, collect, grantAnswer, sale } from './testing/stage.js';

let stage: Stage;

beforeEach(async () => {
  stage = await Stage.set();
});

afterEach(async () => {
  await stage.clear();
});

describe('reading through the host', () => {
  it('reads sales page by page with the token and hands them on as sales of the domain', async () => {
    stage.pos.answer('/sales', { body: { records: [sale('1')], next: `${stage.pos.url}/sales-2` } });
    stage.pos.answer('/sales-2', { body: { records: [sale('2')] } });
    const calls = await stage.open();

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
    expect(stage.pos.received.map(({ path, authorization }) => [path, authorization])).toEqual([
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
    stage.pos.answer('/sales', { headers: { date: 'Thu, 14 May 2026 12:00:00 GMT' }, body: { records } });
    const calls = await stage.open();

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
    stage.pos.answer('/sales', { body: { records: [], next: `${other.url}/sales-2` } });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));
    await other.stop();

    expect(cause.code).toBe('link.foreign');
    expect(other.received).toEqual([]);
  });

  it('takes an end without a last batch for a break', async () => {
    stage.pos.answer('/sales', { body: { records: [], open: true } });
    const calls = await stage.open();

    const cause = await causeBehind(collect(calls.readSales(SPAN)));

    expect(cause).toMatchObject({ code: 'plugin.defect', message: expect.stringContaining('without a batch') });
  });

  it('calls a bug in a connector by that name', async () => {
    const calls = await stage.open({ mood: 'throws' });

    const cause = await causeBehind(collect(calls.readShifts(SPAN)));

    expect(cause).toMatchObject({ code: 'plugin.defect', message: 'corner-till: TypeError: x is not a function' });
  });

  it('ends a call from which nothing comes for ten minutes', async () => {
    const calls = await stage.open({ mood: 'hangs' });

    const reading = causeBehind(collect(calls.readShifts(SPAN)));
    await Promise.resolve();
    stage.timing.pass(10 * 60_000);

    expect(await reading).toMatchObject({ code: 'upstream.unavailable', detail: { reason: 'hang' } });
  });

  it('stops at once when the caller calls it off', async () => {
    const controller = new AbortController();
    const calls = await stage.open({ mood: 'hangs' });

    const reading = collect(calls.readShifts(SPAN, { signal: controller.signal }));
    controller.abort(new Error('enough'));

    await expect(reading).rejects.toThrow('enough');
  });
});

describe('the other calls', () => {
  it('check with the scopes that the POS granted', async () => {
    stage.pos.answer('/token', { body: { ...grantAnswer(1), scope: 'read hours' } });
    stage.pos.answer('/session', {});
    await (await stage.open()).check();

    const items = await (await stage.open()).check();

    expect(items).toEqual([{ capability: 'auth', status: 'ok', evidence: 'read hours' }]);
  });

  it('carry the connector’s own headers, but never another token', async () => {
    stage.pos.answer('/session', {});
    const calls = await stage.open();

    await calls.check();

    expect(stage.pos.received.at(-1)?.headers).toMatchObject({
      'x-note': 'hello',
      authorization: 'Bearer access-1',
      'user-agent': 'Tillbridge (corner-till/1.2.3)',
    });
  });

  it('list shops, and refuse what is no list of shops', async () => {
    const shop = { posId: '1', name: 'Main St', timeZone: null, currency: 'CAD', archived: false };
    stage.pos.answer('/shops', { body: [shop] }, { body: [{ ...shop, name: 7 }] }, { body: { shops: [] } });
    const calls = await stage.open();

    expect(await calls.listShops()).toEqual([shop]);
    expect(await causeBehind(calls.listShops())).toMatchObject({ code: 'plugin.defect' });
    expect(await causeBehind(calls.listShops())).toMatchObject({ code: 'plugin.defect' });
  });

  it('look records up by id', async () => {
    stage.pos.answer('/looked-up', { body: [sale('1'), { ...sale('2'), state: 'paid' }] });
    const calls = await stage.open();

    const found = await calls.lookUpSales(['1', '2', '3']);

    expect(found.records.map(({ id }) => id)).toEqual(['1']);
    expect(found.quarantined.map(({ id }) => id)).toEqual(['2']);
    expect(await calls.lookUpShifts(['1'])).toEqual({ records: [], quarantined: [] });
  });
});

describe('the clock of the POS', () => {
  it('is unknown until the POS has answered, then goes on by itself', async () => {
    stage.pos.answer('/shops', { headers: { date: 'Thu, 14 May 2026 12:00:05 GMT' }, body: [] });
    const calls = await stage.open();
    const before = calls.posNow();

    await calls.listShops();
    stage.timing.pass(1500);

    expect(before).toBeNull();
    expect(calls.posNow()).toBe(Date.UTC(2026, 4, 14, 12, 0, 6, 500));
  });
});

describe('the Nest module', () => {
  it('gives a host over the registry, the way outside and the tokens that are provided', async () => {
    class Surroundings {}
    const provided = [
      { provide: Egress, useValue: stage.egress },
      { provide: TokenSource, useValue: stage.tokens },
    ];
    Module({ providers: provided, exports: provided.map(({ provide }) => provide) })(Surroundings);
    class App {}
    const registryModule = RegistryModule.register({ directories: [stage.directory], entry: 'built' });
    Module({ imports: [HostModule.register({ imports: [Surroundings, registryModule], timing: stage.timing })] })(App);
    stage.pos.answer('/shops', { body: [] });

    const app = await NestFactory.createApplicationContext(App, { logger: false });
    const calls = await app.get(HostService).open({ id: 'acme', connector: 'corner-till', settings: stage.settings() });
    const shops = await calls.listShops();
    await app.close();

    expect(shops).toEqual([]);
  });
});

describe('opening a connection', () => {
  it('refuses settings that the connector does not know, without repeating a value', async () => {
    const opening = stage.open({ clientSecrt: 'hush', clientSecret: 7 });

    await expect(opening).rejects.toThrow('plugin.setting_misspelt');
    await expect(opening).rejects.not.toThrow('hush');
  });

  it('refuses a stub whatever its code would answer, and asks nothing of the POS', async () => {
    await stage.clear();
    stage = await Stage.set('stub');

    const cause = await causeBehind(stage.open());

    expect(cause).toMatchObject({ code: 'connector.not_implemented', message: expect.stringContaining('Corner Till') });
    expect(stage.pos.received).toEqual([]);
  });
});
