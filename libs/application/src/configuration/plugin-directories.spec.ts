import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { configure } from './configure.js';
import { OWN_PLUGINS, pluginDirectories } from './plugin-directories.js';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tillbridge-plugins-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The plugins as a command that runs in the folder finds them, by id, with the folder that is used. */
async function found(settings: string): Promise<Map<string | null, string>> {
  const file = join(folder, 'tillbridge.yaml');
  writeFileSync(file, settings);
  const { registry } = await configure({ file, environment: {}, workingDirectory: folder, entry: 'source' });
  const usable = registry.list().filter(({ problem }) => problem === null);
  return new Map(usable.map((entry) => [entry.id, entry.folder]));
}

describe('the plugins that come with the program', () => {
  it('are found whatever the working directory, named or not', async () => {
    mkdirSync(join(folder, 'mine'));

    const silent = await found('language: en\n');
    const named = await found('plugins: { directories: [mine] }\n');

    for (const plugins of [silent, named]) {
      expect([...plugins.keys()]).toEqual(['lightspeed-r', 'lightspeed-x']);
      expect(plugins.get('lightspeed-r')).toBe(join(OWN_PLUGINS, 'lightspeed-r'));
    }
  });

  it('give way to one of the same id in a directory of the settings', async () => {
    const mine = join(folder, 'mine', 'lightspeed-r');
    for (const name of ['package.json', 'manifest.json']) {
      cpSync(join(OWN_PLUGINS, 'lightspeed-r', name), join(mine, name));
    }

    const plugins = await found('plugins: { directories: [mine] }\n');

    expect(plugins.get('lightspeed-r')).toBe(mine);
    expect(plugins.get('lightspeed-x')).toBe(join(OWN_PLUGINS, 'lightspeed-x'));
  });

  it('are looked for once where the settings name their folder, by a link too', () => {
    const link = join(folder, 'link');
    symlinkSync(OWN_PLUGINS, link);

    expect(pluginDirectories([OWN_PLUGINS], true)).toEqual([OWN_PLUGINS]);
    expect(pluginDirectories([link], true)).toEqual([link]);
  });
});

describe('a directory of plugins that is not there', () => {
  it('is kept, to be told, only where the settings name it', () => {
    const absent = join(folder, 'absent');

    expect(pluginDirectories([absent], true)).toEqual([absent, OWN_PLUGINS]);
    expect(pluginDirectories([absent], false)).toEqual([OWN_PLUGINS]);
  });
});
