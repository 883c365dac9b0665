import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { loadSettings } from '@tillbridge/settings';
import { configure } from '@tillbridge/application';
import { parse } from 'yaml';
import { DOCKER } from './rules.ts';
import { describeWith, say } from './tool.ts';

const FILE = join(DOCKER, 'compose.yaml');
const SECRETS = ['database_password', 'pos_client_id', 'pos_client_secret'];

interface Service {
  readonly image: string;
  readonly profiles?: readonly string[];
  readonly user?: string;
  readonly group_add?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly secrets?: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
  readonly stop_grace_period: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const compose = parse(readFileSync(FILE, 'utf8'), { merge: true }) as Compose;
const services = Object.entries(compose.services).map(([name, service]) => ({ name, service }));

describe.each(services)('the service $name', ({ name, service }) => {
  it('may do no more than it must', () => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(service).not.toHaveProperty('privileged');
    expect(service).not.toHaveProperty('cap_add');
  });

  it('is pinned to a version, is asked how it is, and has time to stop', () => {
    expect(service.image).toMatch(/:v?\d+\.\d+/);
    expect(service.healthcheck.test[0]).toBe('CMD');
    expect(service.stop_grace_period).toMatch(/^\d+s$/);
  });

  it('is reached from this machine only', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('mounts only what is there, and changes nothing of ours', () => {
    for (const volume of service.volumes) {
      const [source = '', , mode] = volume.split(':');
      if (source.startsWith('./')) {
        expect(existsSync(join(DOCKER, source))).toBe(true);
        expect(mode).toBe('ro');
      } else expect(compose.volumes).toHaveProperty(source);
    }
  });

  it('belongs to the group that may read secrets, where it has any', () => {
    const { secrets = [] } = service;
    const groups = [...(service.group_add ?? []), service.user?.split(':')[1]];

    expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...secrets]));
    expect(secrets.length === 0 || groups.includes('10001')).toBe(true);
  });

  it('is started without being asked for only where nothing works without it', () => {
    expect(service.profiles ?? []).toEqual(['tillbridge', 'postgres'].includes(name) ? [] : ['monitoring']);
  });
});

describe('the compose file', () => {
  it('carries no secret, and keeps them in files that git does not see', () => {
    expect(readFileSync(FILE, 'utf8')).not.toMatch(/PASSWORD: (?!\/)/);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(readFileSync(join(DOCKER, 'secrets', '.gitignore'), 'utf8')).toMatch(/^\*$/m);
  });

  it('gives the program time to end in peace: it needs up to 25 s', () => {
    expect(compose.services['tillbridge']?.stop_grace_period).toBe('30s');
  });

  it('asks the daemon the same as its image does', () => {
    const asked = compose.services['tillbridge']?.healthcheck.test.at(-1) ?? '?';

    expect(readFileSync(join(DOCKER, 'Dockerfile'), 'utf8')).toContain(asked);
  });
});

describeWith('docker-compose', 'docker-compose', () => {
  it.each([[[]], [['--profile', 'monitoring']]])('accepts the file with %j', async (profile) => {
    await expect(say('docker-compose', '--file', FILE, ...profile, 'config', '--quiet')).resolves.toBe('');
  });
});

describe('the settings that the container gets', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  /** The file with the secrets that it names where they can be read. */
  function settingsFile(): { readonly file: string; readonly folder: string } {
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-docker-'));
    folders.push(folder);
    for (const name of SECRETS) writeFileSync(join(folder, name), `told-by-${name}\n`, { mode: 0o640 });
    const file = join(folder, 'tillbridge.yaml');
    writeFileSync(
      file,
      readFileSync(join(DOCKER, 'tillbridge.yaml'), 'utf8').replaceAll('/run/secrets/', `${folder}/`),
    );
    return { file, folder };
  }

  it('are read without a problem, plugins and outputs included', async () => {
    const { file, folder } = settingsFile();

    const configured = await configure({ file, environment: {}, workingDirectory: folder, entry: 'source' });

    expect(configured.settings.connections).toHaveLength(1);
    expect(configured.outputs.map(({ id }) => id)).toEqual(['tmas', 'analysts']);
    await configured.closeOutputs();
  });

  it('write into the volumes alone, and listen where the health check asks', () => {
    const { file, folder } = settingsFile();

    const { settings } = loadSettings({ file, environment: {}, workingDirectory: folder });

    expect(settings.dataDirectory).toBe('/data');
    expect(settings.server).toMatchObject({ host: '0.0.0.0', port: 8080 });
    expect(settings.outputs.map((output) => output.settings['directory'])).toEqual(['/export/tmas', '/export/tally']);
    expect(settings.database).toEqual({
      kind: 'postgresql',
      url: 'postgresql://tillbridge:told-by-database_password@postgres:5432/tillbridge',
    });
  });

  it('name exactly the secrets that the compose file gives the daemon', () => {
    const named = readFileSync(join(DOCKER, 'tillbridge.yaml'), 'utf8').matchAll(/\$\{file:\/run\/secrets\/(\w+)\}/g);

    expect([...named].map(([, name]) => name).toSorted()).toEqual(SECRETS);
    expect([...(compose.services['tillbridge']?.secrets ?? [])].toSorted()).toEqual(SECRETS);
  });
});

describe('make-secrets.sh', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  /** Beside an empty folder of secrets; `chgrp` does nothing, since only root may give a file to a foreign group. */
  function made(environment: Readonly<Record<string, string>>, folder = aFolder()): string {
    execFileSync('sh', [join(folder, 'make-secrets.sh')], {
      env: { ...environment, PATH: `${join(folder, 'bin')}:${process.env['PATH']}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return folder;
  }

  function aFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-secrets-'));
    folders.push(folder);
    mkdirSync(join(folder, 'secrets'));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin', 'chgrp'), '#!/bin/sh\n', { mode: 0o755 });
    cpSync(join(DOCKER, 'make-secrets.sh'), join(folder, 'make-secrets.sh'));
    chmodSync(join(folder, 'make-secrets.sh'), 0o755);
    return folder;
  }

  function contents(folder: string): Record<string, string> {
    const names = readdirSync(join(folder, 'secrets'));
    return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, 'secrets', name), 'utf8').trim()]));
  }

  const GIVEN = { POS_CLIENT_ID: 'the-client', POS_CLIENT_SECRET: 'a$tr`ange "secret"' };

  it('makes every secret of the compose file, readable by owner and group alone', () => {
    const folder = made(GIVEN);

    const secrets = contents(folder);

    expect(Object.keys(secrets).toSorted()).toEqual(Object.keys(compose.secrets).toSorted());
    expect(secrets).toMatchObject({ pos_client_id: 'the-client', pos_client_secret: GIVEN.POS_CLIENT_SECRET });
    expect(secrets['database_password']).toMatch(/^[0-9a-f]{48}$/);
    expect(secrets['database_password']).not.toBe(secrets['grafana_password']);
    for (const name of Object.keys(secrets)) expect(statSync(join(folder, 'secrets', name)).mode & 0o777).toBe(0o640);
  });

  it('leaves alone what is there', () => {
    const folder = made(GIVEN);
    const before = contents(folder);

    made({ ...GIVEN, POS_CLIENT_ID: 'another' }, folder);

    expect(contents(folder)).toEqual(before);
  });

  it('makes no empty secret when nobody answers', () => {
    const folder = aFolder();

    expect(() => made({}, folder)).toThrow();

    expect(contents(folder)).not.toHaveProperty('pos_client_id');
  });
});
