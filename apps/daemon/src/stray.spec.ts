import { describe, expect, it } from '@jest/globals';
import { pluginBehind } from './stray.js';

const PLUGINS = [
  { id: 'acme-pos', folder: '/srv/plugins/acme-pos' },
  { id: 'acme', folder: '/srv/plugins/acme' },
];

function thrownAt(...lines: string[]): Error {
  return Object.assign(new Error('dropped'), { stack: ['Error: dropped', ...lines].join('\n') });
}

describe('a failure that nobody waited for', () => {
  it.each([
    ['    at read (file:///srv/plugins/acme-pos/dist/index.js:10:5)', 'acme-pos'],
    ['    at async file:///srv/plugins/acme/dist/a%20b.js:1:2', 'acme'],
    ['    at Timer.x (/srv/plugins/acme/dist/index.js:1:2)', 'acme'],
    ['    at run (file:///srv/app/libs/sync/dist/index.js:1:2)', null],
  ])('of %s is laid at the door of %s', (line, plugin) => {
    expect(pluginBehind(thrownAt(line), PLUGINS)).toBe(plugin);
  });

  it('without a stack belongs to nobody', () => {
    expect(pluginBehind('a text', PLUGINS)).toBeNull();
  });
});
