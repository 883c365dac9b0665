import { describe, expect, it } from '@jest/globals';

import { proposedLocationId } from './location.js';

describe('the location id that is proposed for a shop', () => {
  it.each([
    ['1', '0001'],
    ['0042', '0042'],
    ['12345', '12345'],
    ['', ''],
    ['a1b2', 'a1b2'],
  ])('of %p is %p', (posId, locationId) => {
    expect(proposedLocationId(posId)).toBe(locationId);
  });
});
