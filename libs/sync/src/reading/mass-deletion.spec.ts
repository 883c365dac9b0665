import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isMassDeletion } from './mass-deletion.js';

describe('so many records gone that an outage is likelier', () => {
  it.each([
    [1, 1, false],
    [2, 1, false],
    [2, 2, true],
    [20, 20, true],
    [30, 20, false],
    [30, 21, true],
    [1000, 50, false],
    [1000, 51, true],
  ])('of %i live ones %i: %s', (live, missing, expected) => {
    expect(isMassDeletion({ live, missing })).toBe(expected);
  });

  it('stays so when more are missing', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), (live, some) => {
        const missing = Math.min(live, some);
        if (missing < live && isMassDeletion({ live, missing })) {
          expect(isMassDeletion({ live, missing: missing + 1 })).toBe(true);
        }
      }),
    );
  });
});
