import { describe, expect, it } from '@jest/globals';

import { sayProblem } from '@tillbridge/domain';
import type { ConnectorManifest } from '@tillbridge/plugin-kit';

import { allowedOrigins } from './origins.js';
import { checkPluginSettings } from './settings-check.js';
import { connectorManifest } from './testing/plugin-folder.js';

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
