import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { configure } from '@tillbridge/application';
import { run } from '@tillbridge/cli';
import { causeOf, type Cause, type CallContext, type Connector, type ConnectorManifest } from '@tillbridge/plugin-kit';
import { checkPluginSettings, PluginRegistry } from '@tillbridge/registry';

type Fields = Readonly<Record<string, unknown>>;

const PLUGINS = join(import.meta.dirname, '..', '..', 'plugins');
const README = readFileSync(join(PLUGINS, 'lightspeed-x', 'README.md'), 'utf8');
const GOOD = { domainPrefix: 'acme', clientId: 'cid', clientSecret: 'secret' };
const ENVIRONMENT = { LIGHTSPEED_X_CLIENT_ID: 'cid', LIGHTSPEED_X_CLIENT_SECRET: 'secret', LANG: 'en_CA.UTF-8' };

function openRegistry(): Promise<PluginRegistry> {
  return PluginRegistry.open({ directories: [PLUGINS], entry: 'source' });
}

async function manifestOf(): Promise<ConnectorManifest> {
  return (await openRegistry()).connectorManifest('lightspeed-x');
}

async function causeBehind(call: () => unknown): Promise<Cause | undefined> {
  try {
    await call();
  } catch (thrown) {
    return causeOf(thrown);
  }
  return undefined;
}

/** The connection that the README shows, as a person would copy it. */
function example(): string {
  const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(README) ?? [];
  return yaml;
}

describe('the X-Series connector', () => {
  it('is found and listed as a stub, and its code loads', async () => {
    const registry = await openRegistry();

    await registry.connector('lightspeed-x');

    const entry = registry.list().find(({ id }) => id === 'lightspeed-x');
    expect(entry).toMatchObject({ state: 'loaded', problem: null, manifest: { stability: 'stub', kind: 'connector' } });
    expect(registry.list().filter(({ problem }) => problem !== null)).toEqual([]);
  });

  it('has one id and version in its package and its manifest', async () => {
    const text = readFileSync(join(PLUGINS, 'lightspeed-x', 'package.json'), 'utf8');
    const { id, version } = await manifestOf();

    expect(JSON.parse(text)).toMatchObject({ name: `@tillbridge/${id}`, version });
  });

  it('declares sales as a feed of changes and no shifts, for a shift names no outlet', async () => {
    const { streams } = await manifestOf();

    expect(Object.keys(streams)).toEqual(['sales']);
    expect(streams.sales).toMatchObject({ modes: ['changes'], reportsDeletions: true });
  });

  it('assumes a rate that even one register never exceeds in five minutes', async () => {
    const { capacity, refillPerSecond } = (await manifestOf()).rate;

    expect(capacity + refillPerSecond * 300).toBeLessThanOrEqual(300 + 50);
  });

  const context = {
    settings: GOOD,
    connection: { id: 'acme-x', scopes: [] },
    signal: new AbortController().signal,
    request: () => Promise.reject(new Error('a stub must ask nothing')),
    log: () => undefined,
  } satisfies CallContext<Fields>;
  const changes = { mode: 'changes', cursor: null, shops: ['a'] } as const;
  const answer = { status: 404, headers: {}, text: '' };
  const calls: ReadonlyArray<readonly [keyof Connector, (connector: Connector) => unknown]> = [
    ['authorization', (connector) => connector.authorization(GOOD)],
    ['observeRate', (connector) => connector.observeRate(answer)],
    ['classify', (connector) => connector.classify(answer, { url: 'https://acme.retail.lightspeed.app/api' })],
    ['check', (connector) => connector.check(context)],
    ['listShops', (connector) => connector.listShops(context)],
    ['readSales', (connector) => connector.readSales(context, changes)],
    ['readShifts', (connector) => connector.readShifts(context, changes)],
    ['lookUpSales', (connector) => connector.lookUpSales(context, [])],
    ['lookUpShifts', (connector) => connector.lookUpShifts(context, [])],
  ];

  it.each(calls)('refuses %s, says that nothing is known and what to do instead', async (_, call) => {
    const { made } = await (await openRegistry()).connector('lightspeed-x');

    const cause = await causeBehind(() => call(made));

    expect(cause).toMatchObject({ code: 'connector.not_implemented' });
    expect(cause?.message).toMatch(/^not implemented: .*unknown, not zero/);
    for (const way of ['connections pause', 'CSV', 'lightspeed-r']) expect(cause?.remedy).toContain(way);
  });

  it('leaves no call of the contract out', async () => {
    const { made } = await (await openRegistry()).connector('lightspeed-x');

    expect(calls.map(([name]) => name).toSorted()).toEqual(Object.keys(made).toSorted());
  });
});

describe('the settings of the X-Series connector', () => {
  it.each([
    ['an app', GOOD],
    ['an app with a first refresh token', { ...GOOD, refreshToken: 'first' }],
    ['a personal token', { domainPrefix: 'acme', personalToken: 'lsxs_pt' }],
    ['a newer version of the API', { ...GOOD, apiVersion: '2027-01' }],
  ])('take %s', async (_, settings) => {
    expect(checkPluginSettings(await manifestOf(), settings).problems).toEqual([]);
  });

  it.each<[string, Fields, string, string]>([
    ['a misspelt key', { ...GOOD, domainPrefx: 'acme' }, 'domainPrefx', 'plugin.setting_misspelt'],
    ['no prefix', { clientId: 'cid', clientSecret: 's' }, 'domainPrefix', 'plugin.setting_missing'],
    ['a whole host for a prefix', { ...GOOD, domainPrefix: 'acme.example' }, 'domainPrefix', 'plugin.setting_rule'],
    ['a path in the prefix', { ...GOOD, domainPrefix: 'acme/../x' }, 'domainPrefix', 'plugin.setting_rule'],
    ['neither app nor token', { domainPrefix: 'acme' }, 'clientId', 'plugin.setting_missing'],
    ['an app without its secret', { domainPrefix: 'acme', clientId: 'cid' }, 'clientSecret', 'plugin.setting_missing'],
    ['a version that is no quarter', { ...GOOD, apiVersion: '2026-08' }, 'apiVersion', 'plugin.setting_rule'],
    ['a page of 10,000', { ...GOOD, pageSize: 10_000 }, 'pageSize', 'plugin.setting_rule'],
    ['a number for the id', { ...GOOD, clientId: 7 }, 'clientId', 'plugin.setting_type'],
  ])('refuse %s at its place', async (_, settings, place, code) => {
    const { problems } = checkPluginSettings(await manifestOf(), settings);

    expect(problems.map(({ path, problem }) => [path.join('.'), problem.code])).toContainEqual([place, code]);
  });

  it('mark every secret, and give none a default', async () => {
    const properties = (await manifestOf()).settings['properties'] as Readonly<Record<string, Fields>>;

    const secrets = Object.entries(properties).filter(([key]) => /secret|token/i.test(key));
    expect(secrets.map(([key]) => key)).toEqual(['clientSecret', 'refreshToken', 'personalToken']);
    for (const [, secret] of secrets) {
      expect(secret).toMatchObject({ 'x-secret': true });
      expect(secret).not.toHaveProperty('default');
    }
  });

  it('stand in the README one by one, beside the seven answers', async () => {
    const rows = ['Streams', 'Authorization', 'Paging', 'Rate limit', 'Late edits', 'Time zone', 'Known limits'];
    const keys = Object.keys((await manifestOf()).settings['properties'] as Fields);

    expect(rows.filter((row) => !new RegExp(`^\\| ${row} +\\|`, 'm').test(README))).toEqual([]);
    expect(keys.filter((key) => !new RegExp(`^\\| \`${key}\` +\\|`, 'm').test(README))).toEqual([]);
  });
});

describe('a connection to X-Series', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillbridge-stub-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function writeSettings(connection: string): string {
    const file = join(folder, 'tillbridge.yaml');
    const lines = [
      `dataDirectory: ${folder}`,
      `database: { url: "sqlite:${join(folder, 'store.db')}" }`,
      `encryptionKeyFile: ${join(folder, 'encryption.key')}`,
      `plugins: { directories: ["${PLUGINS}"] }`,
      'outputs:',
      '  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }',
      connection,
    ];
    writeFileSync(file, lines.join('\n'));
    return file;
  }

  async function type(line: string) {
    let said = '';
    const exitCode = await run(line.split(' '), {
      out: (text) => void (said += text),
      err: (text) => void (said += text),
      screen: null,
      environment: ENVIRONMENT,
      workingDirectory: folder,
      clock: { now: () => Date.UTC(2026, 10, 3, 12) },
      pause: () => Promise.reject(new Error('this command was not expected to wait')),
      signal: new AbortController().signal,
      entry: 'source',
      host: {},
    });
    return { exitCode, said };
  }

  const ACTIVE = example().replace('active: false', 'active: true');

  it('can be configured as the README shows, switched off', async () => {
    const file = writeSettings(example());

    const configured = await configure({
      file,
      environment: ENVIRONMENT,
      workingDirectory: folder,
      entry: 'source',
    });

    expect(configured.settings.connections).toMatchObject([{ connector: 'lightspeed-x', active: false }]);
  });

  it('stands as a stub in the list of plugins', async () => {
    writeSettings(example());

    const { exitCode, said } = await type('plugins');

    expect(exitCode).toBe(0);
    expect(said).toMatch(/^lightspeed-x .*\bstub\b/m);
  });

  it.each(['check acme-x', 'sync acme-x --deliver', 'sync acme-x --from 2026-10-31 --to 2026-11-01 --deliver'])(
    'answers "%s" as not implemented, not with figures',
    async (line) => {
      writeSettings(ACTIVE);

      const { exitCode, said } = await type(line);

      expect(said).toContain('connector.not_implemented');
      expect(exitCode).toBe(78);
      expect(existsSync(join(folder, 'out'))).toBe(false);
    },
  );

  it('has no figures after a try, not even zeros', async () => {
    writeSettings(ACTIVE);
    await type('sync acme-x --from 2026-10-31 --to 2026-11-01 --deliver');
    writeSettings(example());

    const { exitCode, said } = await type('tallies --from 2026-10-31 --to 2026-11-01 --json');

    expect(exitCode).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ days: [] });
  });
});
