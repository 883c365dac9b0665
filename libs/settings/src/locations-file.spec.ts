import { describe, expect, it } from '@jest/globals';
import { readLocationsFile } from './locations-file.js';

describe('a file of locations', () => {
  it('is read as a block and as a bare list', () => {
    const rows = '- { posId: "1", locationId: "0001" }\n- { posId: "2", locationId: "0002", status: closed }\n';

    const block = readLocationsFile(`locations:\n${rows.replaceAll(/^/gm, '  ')}`, 'f.yaml');
    const list = readLocationsFile(rows, 'f.yaml');

    expect(list).toEqual(block);
    expect(list.map(({ posId, locationId, status }) => [posId, locationId, status])).toEqual([
      ['1', '0001', 'operational'],
      ['2', '0002', 'closed'],
    ]);
  });

  it('tells every problem with the line of this file', () => {
    const text = `locations:
  - { posId: "1", locationId: "0001", timezone: America/Toronto }
  - { posId: "1", locationId: "0002", status: shut }
`;

    expect(() => readLocationsFile(text, 'f.yaml')).toThrow(/f\.yaml:2:.*timezone[\s\S]*f\.yaml:3:.*/);
  });

  it('refuses a whole settings file', () => {
    expect(() => readLocationsFile('connections: []\n', 'f.yaml')).toThrow('f.yaml:1');
  });
});
