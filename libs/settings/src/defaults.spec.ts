import { afterAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings } from './load.js';
import { settingsPage } from './show/page.js';
import { createTrial } from './testing/trial.js';

const ROOT = join(import.meta.dirname, '../../..');
const defaultFile = readFileSync(join(ROOT, 'config/default.yaml'), 'utf8');
const trial = createTrial();
afterAll(() => trial.remove());

/** The settings that stand behind `#` take the place of the empty lists before them; prose has one space after it. */
const uncommented = defaultFile.replace(/^#(?! \S|$)/gm, '').replace(/^(connections|outputs): \[\]\n/gm, '');

describe('config/default.yaml', () => {
  test('loading it gives exactly the defaults', () => {
    const defaults = loadSettings({ environment: {}, workingDirectory: trial.directory }).settings;

    const { settings } = trial.load(defaultFile);

    expect({ ...settings, file: null }).toEqual(defaults);
  });

  test('the keys that it shows behind # have their defaults too', () => {
    const shown = trial.load(uncommented).settings;

    const [connection] = trial.load(
      'connections: [{ id: acme, connector: lightspeed-r, locations: [{ posId: "1", locationId: "0001" }] }]\n',
    ).settings.connections;
    const [output] = trial.load('outputs: [{ id: tmas, kind: csv }]\n').settings.outputs;
    expect(shown.connections).toEqual([connection]);
    expect(shown.outputs).toEqual([output]);
  });

  test('every key of the schema stands in it', () => {
    const { source } = trial.load(uncommented);
    const variants = ['minutes', 'expression', 'timeZone'].map((name) => `connections[].schedule.${name}`);

    const keys = [...settingsPage().matchAll(/^\| `([^`]+)` \|/gm)].map(([, key = '']) => key);

    const missing = keys.filter((key) => source.written(key.replaceAll('[]', '.0').split('.')) === undefined);
    expect(keys.length).toBeGreaterThan(50);
    expect(missing.toSorted()).toEqual(variants.toSorted());
    for (const name of ['minutes:', 'expression:', 'timeZone:']) expect(defaultFile).toContain(name);
  });
});

describe('docs/settings.md', () => {
  test.each([
    ['docs/settings.md', 'en'],
    ['docs/settings.fr.md', 'fr'],
  ] as const)('%s is what the schema says', (page, language) => {
    expect(readFileSync(join(ROOT, page), 'utf8')).toBe(settingsPage(language));
  });

  test('the two languages tell the same keys', () => {
    const keys = (page: string) => [...page.matchAll(/^\| (`[^`]+`) \|/gm)].map(([, key]) => key);

    expect(keys(settingsPage('fr'))).toEqual(keys(settingsPage('en')));
  });
});
