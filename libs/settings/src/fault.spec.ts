import { afterAll, describe, expect, test } from '@jest/globals';
import { faultProblem } from './fault.js';
import { createTrial, told } from './testing/trial.js';

const trial = createTrial();
afterAll(() => trial.remove());

const { source } = trial.load(
  `
connections:
  - id: acme
    connector: till
    settings:
      apiUrl: ftp://u:hunter2@h
      clientSecret: hunter2
      key: \${KEY}
outputs:
  - { id: tmas, kind: csv, layuot: tmas }
`,
  { KEY: 'hunter2' },
);

describe('a problem that another schema finds', () => {
  test('an unknown key of an output is told with its line in the file and the nearest name', () => {
    const problem = faultProblem(source, {
      path: ['outputs', 0, 'settings', 'layuot'],
      code: 'settings.unknown_key',
      names: ['layout', 'directory'],
    });

    expect(told([problem])[0]).toContain(':10:28 outputs[0].layuot: unknown key. Did you mean layout?');
    expect(told([problem], 'fr')[0]).toContain('clé inconnue. Vouliez-vous dire layout ?');
  });

  test('a missing key is told with the line of the group that lacks it', () => {
    const problem = faultProblem(source, {
      path: ['outputs', 0, 'settings', 'repeat'],
      code: 'settings.missing_key',
      expected: { en: 'overwrites or adds', fr: 'overwrites ou adds' },
    });

    expect(told([problem])[0]).toContain(':10:5 outputs[0].repeat: the key is missing');
    expect(problem.parameters).toMatchObject({
      line: 10,
      column: 5,
      key: 'outputs[0].repeat',
      expected: 'overwrites or adds',
    });
  });

  test.each([['apiUrl'], ['clientSecret'], ['key']])('the secret in %s is not shown', (name) => {
    const problem = faultProblem(source, {
      path: ['connections', 0, 'settings', name],
      code: 'settings.wrong_type',
      expected: { en: 'a number', fr: 'un nombre' },
    });

    expect(JSON.stringify(problem)).not.toContain('hunter2');
    expect(told([problem])[0]).toMatch(/expected a number/);
  });

  test('paths of an output are resolved by the rule that holds for the file', () => {
    expect(source.resolvePath('var/out')).toBe(`${trial.directory}/var/out`);
    expect(source.resolvePath('/srv/out')).toBe('/srv/out');
  });
});
