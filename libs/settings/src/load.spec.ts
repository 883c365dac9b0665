import { afterAll, describe, expect, test } from '@jest/globals';
import { HOUR, DAY } from '@tillbridge/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from './environment.js';
import { loadSettings } from './load.js';
import { createTrial, problemsOf, told, type Trial } from './testing/trial.js';

const trial = createTrial();
afterAll(() => trial.remove());

const EXAMPLE = join(import.meta.dirname, '../../../config/tillbridge.example.yaml');

function aTrialOfItsOwn(use: (other: Trial) => void): void {
  const other = createTrial();
  try {
    use(other);
  } finally {
    other.remove();
  }
}

describe('which file is read', () => {
  test('without any file the defaults hold, and no file is named', () =>
    aTrialOfItsOwn(({ directory }) => {
      const { settings, source } = loadSettings({ environment: {}, workingDirectory: directory });

      expect(settings.file).toBeNull();
      expect(settings.dataDirectory).toBe(join(directory, 'var'));
      expect(source.locate(['server', 'port'])).toBeNull();
    }));

  test('the named file wins over TILLBRIDGE_CONFIG, which wins over tillbridge.yaml', () =>
    aTrialOfItsOwn((other) => {
      const usual = other.write('tillbridge.yaml', 'server: { port: 81 }\n');
      const named = other.write('named.yaml', 'server: { port: 82 }\n');
      const asked = other.write('asked.yaml', 'server: { port: 83 }\n');
      const load = (file: string | undefined, environment: Readonly<Record<string, string>>) =>
        loadSettings({ file, environment, workingDirectory: other.directory }).settings;

      expect(load(undefined, {})).toMatchObject({ file: usual, server: { port: 81 } });
      expect(load(undefined, { TILLBRIDGE_CONFIG: 'named.yaml' })).toMatchObject({ file: named, server: { port: 82 } });
      expect(load('asked.yaml', { TILLBRIDGE_CONFIG: 'named.yaml' })).toMatchObject({
        file: asked,
        server: { port: 83 },
      });
    }));

  test('an empty file, or one of comments only, gives the defaults', () => {
    const empty = trial.load('');
    const commented = trial.load('# nothing yet\n');

    expect(empty.settings.server.port).toBe(8080);
    expect(commented.settings).toEqual(empty.settings);
  });
});

describe('what is read', () => {
  test('the example file loads, word for word, once its variables are set', () => {
    const names = readFileSync(EXAMPLE, 'utf8').matchAll(/\$\{(\w+)\}/g);
    const environment = Object.fromEntries([...names].map(([, name = '']) => [name, `value of ${name}`]));

    const { settings } = loadSettings({ file: EXAMPLE, environment, workingDirectory: trial.directory });

    expect(settings.database).toEqual({ kind: 'sqlite', path: join(trial.directory, 'var/tillbridge.db') });
    expect(settings.connections[0]).toMatchObject({
      id: 'acme',
      label: 'Acme Outdoor',
      active: true,
      settings: { clientSecret: 'value of LIGHTSPEED_CLIENT_SECRET' },
      schedule: { type: 'hourly', startTime: '00:02' },
      locations: [{ posId: '1', locationId: '0001', status: 'operational', name: null, tallies: {} }],
    });
    expect(settings.outputs).toEqual([
      {
        id: 'tmas',
        kind: 'csv',
        since: 7 * DAY,
        hold: false,
        settings: { layout: 'tmas', directory: 'var/out', repeat: 'overwrites' },
      },
      {
        id: 'hook',
        kind: 'webhook',
        since: 7 * DAY,
        hold: false,
        settings: { url: 'http://127.0.0.1:9000/tmas', secret: 'value of HOOK_SECRET' },
      },
      { id: 'warehouse', kind: 'database', since: 7 * DAY, hold: false, settings: { url: 'postgresql://...' } },
    ]);
  });

  test('the example file without its variables names each of them with its line, all at once', () => {
    const lines = told(problemsOf(() => loadSettings({ file: EXAMPLE, environment: {}, workingDirectory: '/' })));

    expect(lines.map((line) => /variable (\w+) is not set/.exec(line)?.[1])).toEqual([
      'LIGHTSPEED_CLIENT_ID',
      'LIGHTSPEED_CLIENT_SECRET',
      'LIGHTSPEED_REFRESH_TOKEN',
      'HOOK_SECRET',
    ]);
  });

  test('paths are resolved against the working directory, and follow the data directory where they are not named', () => {
    const named = trial.load(
      'dataDirectory: /srv/data\ndatabase: { url: "sqlite:a/b.db" }\nencryptionKeyFile: k\nplugins: { directories: [p, /q] }\n',
    ).settings;
    const followed = trial.load('dataDirectory: /srv/data\n').settings;

    expect(named.database).toEqual({ kind: 'sqlite', path: join(trial.directory, 'a/b.db') });
    expect(named.encryptionKeyFile).toBe(join(trial.directory, 'k'));
    expect(named.plugins.directories).toEqual([join(trial.directory, 'p'), '/q']);
    expect(followed.database).toEqual({ kind: 'sqlite', path: '/srv/data/tillbridge.db' });
    expect(followed.encryptionKeyFile).toBe('/srv/data/encryption.key');
  });

  test.each(['postgresql://u:p@h:5432/d', 'postgres://h/d', 'postgresql:///d?host=/run/postgresql'])(
    'the database %s is PostgreSQL',
    (url) => {
      const { database } = trial.load(`database: { url: "${url}" }\n`).settings;

      expect(database).toEqual({ kind: 'postgresql', url });
    },
  );

  test.each([
    ['https://tills.example.com', 'https://tills.example.com'],
    ['https://tills.example.com:8443/', 'https://tills.example.com:8443'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('the public URL %s is the origin %s', (written, origin) => {
    expect(trial.load(`server: { publicUrl: "${written}" }\n`).settings.server.publicUrl).toBe(origin);
  });

  test('a public URL that is not named follows the port', () => {
    expect(trial.load('server: { port: 9001 }\n').settings.server.publicUrl).toBe('http://localhost:9001');
  });

  test('every kind of schedule is read', () => {
    const schedules = trial
      .load(
        [
          'connections:',
          '  - { id: a, connector: x }',
          '  - { id: b, connector: x, schedule: { type: daily, startTime: "23:59", timeZone: America/St_Johns } }',
          '  - { id: c, connector: x, schedule: { type: every, minutes: 15 } }',
          '  - { id: d, connector: x, schedule: { type: cron, expression: "*/15 8-20 1,15 jan-MAR mon-fri", timeZone: US/Pacific } }',
          '',
        ].join('\n'),
      )
      .settings.connections.map(({ schedule }) => schedule);

    expect(schedules).toEqual([
      { type: 'hourly', startTime: '00:02' },
      { type: 'daily', startTime: '23:59', timeZone: 'America/St_Johns' },
      { type: 'every', minutes: 15 },
      { type: 'cron', expression: '*/15 8-20 1,15 jan-MAR mon-fri', timeZone: 'US/Pacific' },
    ]);
  });

  test('several shops of one connection feed one location, and what one row says of it holds for each', () => {
    const [connection] = trial.load(
      [
        'connections:',
        '  - id: acme',
        '    connector: x',
        '    locations:',
        '      - { posId: 1, locationId: "0001" }',
        '      - { posId: b7-42, locationId: "0001", status: closed, region: East, tallies: { grain: 15 } }',
        '      - { posId: 3, locationId: "0002", to: 2026-03-31 }',
        '      - { posId: 3, locationId: "0003", from: 2026-04-01 }',
        '      - { posId: 4, locationId: "0004", from: 2026-04-01 }',
        '      - { posId: 4, locationId: "0005", from: 2026-01-01, to: 2026-03-31 }',
        '',
      ].join('\n'),
    ).settings.connections;

    expect(connection?.locations).toMatchObject([
      { posId: '1', locationId: '0001', status: 'closed', region: 'East', tallies: { grain: 15 } },
      { posId: 'b7-42', locationId: '0001', status: 'closed', region: 'East' },
      { posId: '3', locationId: '0002', status: 'operational', to: '2026-03-31' },
      { posId: '3', locationId: '0003', status: 'operational', from: '2026-04-01' },
      { posId: '4', locationId: '0004' },
      { posId: '4', locationId: '0005' },
    ]);
  });

  test('a connector and an output get their own keys unchanged, whatever their types', () => {
    const { connections, outputs } = trial.load(
      'connections: [{ id: a, connector: x, settings: { n: 1.5, yes: true, deep: { list: [null, "0001"] } } }]\n' +
        'outputs: [{ id: o, kind: csv, repeat: adds, nested: { settings: 1 } }]\n',
    ).settings;

    expect(connections[0]?.settings).toEqual({ n: 1.5, yes: true, deep: { list: [null, '0001'] } });
    expect(outputs[0]?.settings).toEqual({ repeat: 'adds', nested: { settings: 1 } });
  });

  test('durations are milliseconds and lists replace the defaults', () => {
    const { tallies, reading } = trial.load(
      'tallies: { maxShift: 90m, excludeRegisters: [3, "04"] }\nreading: { salesLookback: 2d }\n',
    ).settings;

    expect(tallies).toMatchObject({ maxShift: 1.5 * HOUR, excludeRegisters: ['3', '04'], salesAmount: 'net' });
    expect(reading).toMatchObject({ salesLookback: 48 * HOUR, shiftsLookback: 72 * HOUR });
  });

  test('the whole result is frozen, down to the keys of a connector', () => {
    const { settings } = trial.load('connections: [{ id: a, connector: x, settings: { deep: { list: [{}] } } }]\n');

    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(settings)).toBe(true);
  });
});

describe('substitution', () => {
  const settingsOf = (yaml: string, environment: Readonly<Record<string, string>>) =>
    trial.load(`connections: [{ id: a, connector: x, settings: ${yaml} }]\n`, environment).settings.connections[0]
      ?.settings;

  test('what is put in stays text and is never read as YAML or substituted again', () => {
    const environment = { NUMBER: '0001', LIST: '[a, b]', AGAIN: '${NUMBER}', LINES: 'a: 1\nb: 2' };

    const settings = settingsOf('{ a: "${NUMBER}", b: "${LIST}", c: "${AGAIN}", d: "${LINES}" }', environment);

    expect(settings).toEqual({ a: '0001', b: '[a, b]', c: '${NUMBER}', d: 'a: 1\nb: 2' });
  });

  test('it works inside a longer text, several times, and $${ stands for itself', () => {
    const settings = settingsOf('{ a: "x${A}y${A}$${A}z$A" }', { A: '1' });

    expect(settings).toEqual({ a: 'x1y1${A}z$A' });
  });

  test('a number from the environment is no number where one is expected', () => {
    const lines = told(trial.problems('server: { port: "${PORT}" }\n', { PORT: '8080' }));

    expect(lines).toEqual([expect.stringContaining('settings.wrong_type')]);
    expect(lines.join()).not.toContain('got the text "8080"');
  });

  test('a variable that objects have by nature is not set', () => {
    const lines = told(trial.problems('dataDirectory: "${constructor}"\n'));

    expect(lines).toEqual([expect.stringContaining('the environment variable constructor is not set')]);
  });

  test('the environment is read once and frozen', () => {
    const variables: Record<string, string> = { A: '1' };

    const environment = readEnvironment(variables);
    variables['A'] = '2';

    expect(environment['A']).toBe('1');
    expect(Object.isFrozen(environment)).toBe(true);
  });
});
