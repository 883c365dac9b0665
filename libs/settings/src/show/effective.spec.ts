import { afterAll, describe, expect, test } from '@jest/globals';
import { createTrial } from '../testing/trial.js';
import { describeSettings, originText } from './effective.js';

const trial = createTrial();
afterAll(() => trial.remove());

const YAML = `server: { port: 81 }
database: { url: "postgresql://tills:hunter2@db/tills?sslpassword=hunter2" }
network: { proxy: "http://u:hunter2@proxy:3128" }
tallies: { maxShift: 12h }
connections:
  - id: acme
    connector: till
    settings: { clientSecret: hunter2, refresh_token: null, nested: { apiKey: hunter2, list: [a, "\${KEY}"] } }
    locations: [{ posId: 1, locationId: "0001" }]
outputs:
  - { id: hook, kind: webhook, headers: { Authorization: hunter2 }, secrets: [hunter2], target: "\${KEY}-\${file:key}", url: "https://a:hunter2/x@h" }
`;

const rows = () => {
  trial.write('key', 'hunter2\n');
  const loaded = trial.load(YAML, { KEY: 'hunter2' });
  return new Map(
    describeSettings(loaded).map((setting) => [setting.key, { ...setting, origin: originText(loaded, setting) }]),
  );
};

describe('the effective settings', () => {
  test('B23 each value is told with where it came from', () => {
    const told = rows();

    expect(told.get('server.host')).toMatchObject({
      value: '127.0.0.1',
      from: 'default',
      line: null,
      origin: 'default',
    });
    expect(told.get('server.port')).toMatchObject({
      value: 81,
      from: 'file',
      line: 1,
      origin: `${trial.directory}/tillbridge.yaml:1`,
    });
    expect(told.get('outputs[0].target')).toMatchObject({
      value: 'set',
      from: 'substitution',
      by: ['KEY', 'file:key'],
      origin: `${trial.directory}/tillbridge.yaml:11 $KEY \${file:key}`,
    });
  });

  test('B23 no secret is shown, however it was written', () => {
    const told = [...rows().values()];

    expect(JSON.stringify(told)).not.toContain('hunter2');
    expect(told.find(({ key }) => key === 'database.url')?.value).toBe(
      'postgresql://tills:***@db/tills?sslpassword=***',
    );
    expect(told.find(({ key }) => key === 'connections[0].settings.clientSecret')?.value).toBe('set');
    expect(told.find(({ key }) => key === 'connections[0].settings.nested.list')?.value).toEqual(['a', 'set']);
  });

  test('a secret that is not set is not told to be', () => {
    expect(rows().get('connections[0].settings.refresh_token')?.value).toBeNull();
  });

  test('values are told as a file would write them, paths as they resolve', () => {
    const told = rows();

    expect(told.get('tallies.maxShift')?.value).toBe('12h');
    expect(told.get('reading.shiftsLookback')?.value).toBe('72h');
    expect(told.get('dataDirectory')?.value).toBe(`${trial.directory}/var`);
    expect(told.get('connections[0].locations[0].status')?.value).toBe('operational');
    expect(told.get('outputs[0].since')?.value).toBe('7d');
  });

  test('without a file, every key outside of lists is told with its default', () => {
    const keys = describeSettings(trial.load('')).map(({ key }) => key);

    expect(keys).toEqual(
      expect.arrayContaining(['database.url', 'connections', 'tallies.grain', 'outputs', 'language']),
    );
  });
});
