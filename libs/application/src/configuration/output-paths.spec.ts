import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withAbsolutePaths } from './output-paths.js';

const source = { resolvePath: (path: string) => resolve('/srv/tillbridge', path) };

describe('the paths of an output', () => {
  it('begin where all others of the file do', () => {
    const settings = { directory: 'out', caFile: 'ca.pem', url: 'sqlite:data/tally.db' };

    expect(withAbsolutePaths(source, settings)).toEqual({
      directory: '/srv/tillbridge/out',
      caFile: '/srv/tillbridge/ca.pem',
      url: 'sqlite:/srv/tillbridge/data/tally.db',
    });
  });

  it('stay where they are absolute, and nothing else is taken for one', () => {
    const settings = { directory: '/out', url: 'https://example.org/in', layout: 'tmas', batchRows: 5 };

    expect(withAbsolutePaths(source, settings)).toEqual(settings);
    expect(withAbsolutePaths(source, { url: 'sqlite:/a.db' })).toEqual({ url: 'sqlite:/a.db' });
  });
});
