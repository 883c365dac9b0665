import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

import { PluginRegistry, type PluginEntry, type RegistryOptions } from './registry.js';
import { RegistryModule } from './registry.module.js';
import {
  CONNECTOR_ENTRY,
  connectorManifest,
  writePlugin,
  type PluginFiles,
} from '../../../test/support/plugin-folder.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tillbridge-registry-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('opening the registry', () => {
  it('finds plugins in the subfolders, passes by what is none, and runs no code', async () => {
    await plugin('corner-till', { entry: 'globalThis.ran = true;' });
    await mkdir(join(directory, 'notes'));
    await writeFile(join(directory, 'readme.txt'), 'hello');

    const registry = await open();

    expect(states(registry.list())).toEqual([['corner-till', 'found', null]]);
    expect(Reflect.get(globalThis, 'ran')).toBeUndefined();
    expect(registry.connectorManifest('corner-till').rate.capacity).toBe(10);
  });

  it('takes a directory that is a plugin itself', async () => {
    await plugin('corner-till');

    const registry = await open({ directories: [join(directory, 'corner-till')] });

    expect(states(registry.list())).toEqual([['corner-till', 'found', null]]);
  });

  it('says of each bad plugin what is wrong with it, and keeps the good ones', async () => {
    await plugin('a-good');
    await plugin('b-api', { manifest: connectorManifest({ id: 'b', api: 2, novelty: true }) });
    await plugin('c-json', { manifest: '{ "id": ' });
    await plugin('d-key', { manifest: connectorManifest({ id: 'd', stabilty: 'beta' }) });
    await plugin('e-outside', { packageJson: { tillbridge: { manifest: '../a-good/manifest.json' } } });
    await plugin('f-schema', { manifest: connectorManifest({ id: 'f', settings: brokenSchema() }) });
    await plugin('g-package', { packageJson: { tillbridge: { manifest: 7 } } });
    await plugin('h-same', {});

    const registry = await open();

    expect(states(registry.list())).toEqual([
      ['corner-till', 'found', null],
      ['b', 'incompatible', 'plugin.incompatible'],
      [null, 'invalid', 'plugin.manifest_unreadable'],
      ['d', 'invalid', 'plugin.manifest_invalid'],
      [null, 'invalid', 'plugin.manifest_unreadable'],
      ['f', 'invalid', 'plugin.manifest_invalid'],
      [null, 'invalid', 'plugin.manifest_unreadable'],
      ['corner-till', 'invalid', 'plugin.duplicate'],
    ]);
    expect(String(registry.list()[3]?.problem?.parameters['detail'])).toContain('stabilty');
    expect((await registry.connector('corner-till')).manifest.id).toBe('corner-till');
    expect(() => registry.connectorManifest('b')).toThrow('plugin.incompatible');
  });

  it('names a directory that is not there', async () => {
    const registry = await open({ directories: [join(directory, 'nowhere')] });

    expect(states(registry.list())).toEqual([[null, 'invalid', 'plugin.directory_unreadable']]);
  });

  it('refuses a plugin that is switched off', async () => {
    await plugin('corner-till');

    const registry = await open({ disabled: ['corner-till'] });

    expect(states(registry.list())).toEqual([['corner-till', 'disabled', 'plugin.disabled']]);
    await expect(registry.connector('corner-till')).rejects.toThrow('plugin.disabled');
  });
});

describe('loading a plugin', () => {
  it('gives a connector of its own to each that asks', async () => {
    await plugin('corner-till');
    const registry = await open();

    const [one, other] = [await registry.connector('corner-till'), await registry.connector('corner-till')];

    expect(one.made).not.toBe(other.made);
    expect(states(registry.list())).toEqual([['corner-till', 'loaded', null]]);
  });

  it('loads an output alike', async () => {
    const { hosts: _, streams: __, rate: ___, ...shared } = connectorManifest();
    const manifest = { ...shared, id: 'printer', kind: 'output', semantics: 'adds', maxDays: 5 };
    const calls = ['check', 'deliver', 'preview', 'shapingSettings'];
    const entry = `export default () => ({ ${calls.map((call) => `${call}() {}`).join(', ')} });`;
    await plugin('printer', { manifest, entry });

    const { manifest: read } = await (await open()).output('printer');

    expect(read.maxDays).toBe(5);
  });

  it('takes the TypeScript source where whoever opens the registry says so', async () => {
    await plugin('corner-till', { entry: null });
    await mkdir(join(directory, 'corner-till', 'src'));
    const source = CONNECTOR_ENTRY.replace('(call) =>', '(call: string) =>');
    await writeFile(join(directory, 'corner-till', 'src', 'index.ts'), source);

    const built = (await open({ entry: 'built' })).connector('corner-till');
    const fromSource = (await open({ entry: 'source' })).connector('corner-till');

    await expect(built).rejects.toThrow('plugin.entry_missing');
    expect((await fromSource).manifest.id).toBe('corner-till');
  });

  it.each([
    ['its module throws', 'throw new Error("no luck");', 'no luck'],
    ['its module is no JavaScript', 'export default (', 'plugin.load_failed'],
    ['it imports what is not installed', 'import "no-such-package"; export default () => ({});', 'no-such-package'],
    ['it has no default export', 'export const connector = () => ({});', 'no default export'],
    ['its default export is no function', 'export default { check() {} };', 'no function'],
    ['it lacks calls of the contract', 'export default () => ({ check() {} });', 'lacks authorization, observeRate'],
    ['it makes nothing', 'export default () => undefined;', 'lacks authorization'],
    ['it never ends loading', 'await new Promise(() => {}); export default () => ({});', 'within 0.3 s'],
  ])('says why it failed when %s', async (_, entry, detail) => {
    await plugin('corner-till', { entry });
    const registry = await open({ loadLimit: 300 });

    await expect(registry.connector('corner-till')).rejects.toThrow(detail);
    expect(states(registry.list())).toEqual([['corner-till', 'failed', 'plugin.load_failed']]);
  });

  it('refuses an entry module that a link leads out of the folder', async () => {
    await plugin('corner-till', { entry: null });
    await writeFile(join(directory, 'outside.js'), CONNECTOR_ENTRY);
    await symlink(join(directory, 'outside.js'), join(directory, 'corner-till', 'dist', 'index.js'));

    await expect((await open()).connector('corner-till')).rejects.toThrow('plugin.entry_missing');
  });

  it('names the nearest plugin when there is none of that name', async () => {
    await plugin('corner-till');
    const registry = await open();

    expect(() => registry.connectorManifest('corner-tll')).toThrow('Known: corner-till');
    expect(() => registry.outputManifest('corner-till')).toThrow('plugin.unknown');
  });
});

describe('the Nest module', () => {
  it('gives the registry once it is open', async () => {
    await plugin('corner-till');
    class App {}
    Module({ imports: [RegistryModule.register({ directories: [directory], entry: 'built' })] })(App);

    const app = await NestFactory.createApplicationContext(App, { logger: false });
    const entries = app.get(PluginRegistry).list();
    await app.close();

    expect(states(entries)).toEqual([['corner-till', 'found', null]]);
  });
});

async function plugin(name: string, files: PluginFiles = {}): Promise<void> {
  await writePlugin(join(directory, name), files);
}

async function open(options: Partial<RegistryOptions> = {}): Promise<PluginRegistry> {
  return PluginRegistry.open({ directories: [directory], entry: 'built', ...options });
}

function states(entries: readonly PluginEntry[]) {
  return entries.map(({ id, state, problem }) => [id, state, problem?.code ?? null]);
}

function brokenSchema() {
  const text = { title: 'A', description: 'A.', type: 'txt' };
  return { type: 'object', additionalProperties: false, properties: { apiUrl: text } };
}
