import { describe, expect, it } from '@jest/globals';
import { otherAccount } from './account.js';

const FRONT = { posId: '1', name: 'Front Street' };
const WATER = { posId: '2', name: 'Water Street' };
const PIER = { posId: '3', name: 'Harbour Pier' };

function mapping(...posIds: string[]): Parameters<typeof otherAccount>[2] {
  return { locations: posIds.map((posId) => ({ posId }) as never) };
}

describe('an account', () => {
  it('is the same while most of its known shops are there, whatever was opened or renamed', () => {
    const renamed = { ...PIER, name: 'Pier' };

    expect(
      otherAccount([FRONT, WATER, PIER], [FRONT, WATER, renamed, { posId: '4', name: 'New' }], mapping()),
    ).toBeNull();
    expect(otherAccount([FRONT], [FRONT], mapping('9'))).toBeNull();
  });

  it('is another one where the same numbers bear other names', () => {
    const theirs = [
      { posId: '1', name: 'Mall' },
      { posId: '2', name: 'Airport' },
    ];

    expect(otherAccount([FRONT, WATER], theirs, mapping('1', '2'))).toEqual(['1 Front Street', '2 Water Street']);
  });

  it('is in doubt where half of it is gone, or all of it', () => {
    expect(otherAccount([FRONT, WATER], [FRONT], mapping())).not.toBeNull();
    expect(otherAccount([FRONT, WATER], [], mapping())).not.toBeNull();
  });

  it('that was never read is told by the shops that the settings map', () => {
    expect(otherAccount([], [FRONT], mapping('1', '2'))).toBeNull();
    expect(otherAccount([], [PIER], mapping('1', '2'))).toEqual(['1', '2']);
    expect(otherAccount([], [], mapping('1'))).toEqual(['1']);
    expect(otherAccount([], [PIER], mapping())).toBeNull();
  });
});
