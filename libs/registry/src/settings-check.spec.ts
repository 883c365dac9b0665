import { describe, expect, it } from '@jest/globals';

import { sayProblem } from '@tillbridge/domain';
import type { ConnectorManifest } from '@tillbridge/plugin-kit';

import { allowedOrigins } from './origins.js';
import { checkPluginSettings } from './settings-check.js';
import { connectorManifest } from '../../../test/support/plugin-folder.js';

const MANIFEST = connectorManifest() as unknown as ConnectorManifest;
const RIGHT = { apiUrl: 'https://pos.example/v3', clientSecret: 'correct horse' };

describe('the settings of a connection', () => {
  it('get the defaults, are frozen through and through, and leave what was given as it was', () => {
    const given = { ...RIGHT, nested: {} };

    const { settings, problems } = checkPluginSettings(MANIFEST, given);

    expect(problems).toEqual([]);
    expect(settings).toEqual({ ...RIGHT, pageSize: 100, order: 'id', nested: { depth: 3 } });
    expect(Object.isFrozen(settings['nested'])).toBe(true);
    expect(given).toEqual({ ...RIGHT, nested: {} });
  });

  it('are told of with every problem at once and the place of each', () => {
    const wrong = {
      apiUrl: 'nowhere',
      clientSecrt: 'correct horse',
      pageSize: 200,
      order: 'size',
      colour: 'red',
      nested: { depth: 'deep', mirrors: ['https://a.example', 7] },
    };

    const { problems } = checkPluginSettings(MANIFEST, wrong);

    const told = problems.map(({ path, problem }) => [path.join('.'), problem.code]);
    expect(told.sort()).toEqual([
      ['apiUrl', 'plugin.setting_format'],
      ['clientSecret', 'plugin.setting_missing'],
      ['clientSecrt', 'plugin.setting_misspelt'],
      ['colour', 'plugin.setting_unknown'],
      ['nested.depth', 'plugin.setting_type'],
      ['nested.mirrors.1', 'plugin.setting_type'],
      ['order', 'plugin.setting_choice'],
      ['pageSize', 'plugin.setting_rule'],
    ]);
    expect(problems.find(({ path }) => path[0] === 'nested' && path[1] === 'mirrors')?.path).toEqual([
      'nested',
      'mirrors',
      1,
    ]);
  });

  it('say in both languages what to do, with no gap and no value', () => {
    const wrong = {
      apiUrl: 's3cret',
      clientSecret: 's3cret',
      clientSecrt: 's3cret',
      order: 's3cret',
      pageSize: 's3cret',
    };

    const { problems } = checkPluginSettings(MANIFEST, wrong);
    const texts = problems.flatMap(({ problem }) => [sayProblem(problem, 'en'), sayProblem(problem, 'fr')]);

    expect(problems).toHaveLength(5);
    expect(JSON.stringify(problems.map(({ problem }) => problem.parameters))).not.toContain('s3cret');
    for (const { what, fix } of texts) expect(`${what} ${fix}`).not.toMatch(/[{}]|s3cret/);
  });
});

describe('a rule that a schema can only say as a pattern', () => {
  const settings = {
    type: 'object',
    additionalProperties: false,
    properties: {
      name: {
        title: 'N',
        description: 'Where it goes.',
        type: 'string',
        'x-rule': { en: 'two letters.', fr: 'deux lettres.' },
        allOf: [{ pattern: '^[a-z]' }, { pattern: '[a-z]$' }, { pattern: '^..$' }],
      },
      code: { title: 'C', description: 'Three digits.', type: 'string', pattern: '^[0-9]{3}$' },
      label: { title: 'L', description: 'L.', type: 'string', minLength: 1 },
      size: { title: 'S', description: 'S.', type: 'integer', maximum: 9 },
      headers: { title: 'H', description: 'Small names.', type: 'object', propertyNames: { pattern: '^[a-z]+$' } },
    },
    if: { required: ['code'] },
    // oxlint-disable-next-line unicorn/no-thenable -- a word of JSON Schema
    then: { required: ['label'] },
  } as const;
  const told = (given: object, language: 'en' | 'fr') =>
    checkPluginSettings({ id: 'till', settings }, { ...given }).problems.map(({ path, problem }) => [
      path.join('.'),
      sayProblem(problem, language).fix,
    ]);

  it('is told once, in the plugin’s own words, in the reader’s language', () => {
    expect(told({ name: '123' }, 'en')).toEqual([['name', 'Expected: two letters.']]);
    expect(told({ name: '123' }, 'fr')).toEqual([['name', 'Attendu : deux lettres.']]);
  });

  it('is the description where there is none, which is English', () => {
    expect(told({ code: 'x', label: 'y' }, 'fr')).toEqual([['code', 'Attendu : (en anglais) Three digits.']]);
  });

  it('says bounds itself, and names the key that may not be called so', () => {
    expect(told({ label: '', size: 10, headers: { 'X-Door': 'a' } }, 'fr')).toEqual([
      ['label', 'Attendu : un texte qui n’est pas vide.'],
      ['size', 'Attendu : 9 ou moins.'],
      ['headers.X-Door', 'Attendu : (en anglais) Small names.'],
    ]);
  });

  it('leaves out what only wraps another fault', () => {
    expect(told({ code: '123' }, 'en')).toEqual([['label', 'Add it. Expected: L.']]);
  });
});

describe('the origins that a connector may reach', () => {
  it('are its manifest’s hosts over https and the settings that are marked, wherever they stand', () => {
    const settings = {
      apiUrl: 'http://127.0.0.1:8080/v3',
      clientSecret: 'https://not-marked.example',
      nested: { mirrors: ['https://mirror.example:8443/x', 'ftp://no.example', 'nonsense'] },
    };

    const origins = allowedOrigins(MANIFEST, settings);

    expect([...origins]).toEqual([
      'https://api.corner-till.example',
      'http://127.0.0.1:8080',
      'https://mirror.example:8443',
    ]);
  });
});
