import { afterAll, describe, expect, test } from '@jest/globals';
import { withSecrets } from '../source.js';
import { createTrial, told } from '../testing/trial.js';
import { describeSettings } from './effective.js';
import { warningsOf } from './warnings.js';

const trial = createTrial();
afterAll(() => trial.remove());

const YAML = `database: { url: "postgresql://u:hunter2@h/d" }
outputs:
  - { id: hook, kind: webhook, door: hunter2, deep: { key: hunter2 }, plain: seen, secret: "\${KEY}" }
`;

/** As whoever knows the schema of the kind marks them. */
function loaded() {
  const { settings, source } = trial.load(YAML, { KEY: 'hunter2' });
  return {
    settings,
    source: withSecrets(source, [
      ['outputs', 0, 'settings', 'door'],
      ['outputs', 0, 'settings', 'deep'],
    ]),
  };
}

describe('what a schema marks as a secret', () => {
  test('is masked with all that is in it, however it is named', () => {
    const shown = new Map(describeSettings(loaded()).map(({ key, value }) => [key, value]));

    expect(shown.get('outputs[0].door')).toBe('set');
    expect(shown.get('outputs[0].deep.key')).toBe('set');
    expect(shown.get('outputs[0].plain')).toBe('seen');
    expect(JSON.stringify([...shown])).not.toContain('hunter2');
  });

  test.each([
    ['http://127.0.0.1:8392/tmas', false],
    ['http://127.0.0.1:8392/tmas?', false],
    ['https://hunter2@h/tmas', true],
    ['https://h/tmas?key=hunter2', true],
    ['https://h:port/hunter2', true],
    ['hunter2', true],
  ])('is warned of as "%s", a URL where it carries a user or a query value: %s', (door, isWarnedOf) => {
    const { settings, source } = trial.load(`outputs:\n  - { id: hook, kind: webhook, door: "${door}" }\n`, {});
    const marked = { settings, source: withSecrets(source, [['outputs', 0, 'settings', 'door']]) };

    expect(told(warningsOf(marked))).toHaveLength(isWarnedOf ? 1 : 0);
    expect(JSON.stringify(describeSettings(marked).find(({ key }) => key === 'outputs[0].door')?.value)).toBe('"set"');
  });

  test.each([
    ['https://h/services/T0AB/B0CD/a8F3kQ9zLm20XyTtR7wNc1Vd', true],
    ['https://h/hook/6f1c2c1e-6f0b-4a55-9d5e-0d1f9c2b7a11', true],
    ['https://h/hook/9f86d081884c7d659a2feaa0c55ad015', true],
    ['https://h/tmas-import-2026-production-montreal', false],
    ['https://h/v2/locations/0001/hourly', false],
    ['https://h/storetraffic/integrations/tillbridge', false],
  ])('is advised to be put in where the path of "%s" looks drawn at random: %s', (door, isAdvised) => {
    const { settings, source } = trial.load(`outputs:\n  - { id: hook, kind: webhook, door: "${door}" }\n`, {});
    const marked = { settings, source: withSecrets(source, [['outputs', 0, 'settings', 'door']]) };

    const lines = told(warningsOf(marked));

    expect(lines).toEqual(
      isAdvised ? [expect.stringMatching(/^settings\.address_in_file .*yaml:2 outputs\[0\]\.door: /)] : [],
    );
    expect(lines.join()).not.toContain(door);
  });

  test('is warned of where it stands in the file itself, with its place, and not where it was put in', () => {
    const lines = told(warningsOf(loaded()));

    expect(lines).toEqual([
      expect.stringMatching(/^settings\.secret_in_file .*tillbridge\.yaml:1 database\.url: /),
      expect.stringMatching(/^settings\.secret_in_file .*:3 outputs\[0\]\.door: /),
      expect.stringMatching(/^settings\.secret_in_file .*:3 outputs\[0\]\.deep\.key: /),
    ]);
    expect(lines.join()).not.toContain('hunter2');
  });
});
