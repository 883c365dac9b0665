import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '@tillbridge/domain';
import { retryDelay } from './retry-delay.js';

describe('the wait before the next attempt', () => {
  it('grows with each failure, to a quarter of an hour at most', () => {
    const waits = [0, 1, 2, 3, 4, 5, 100].map(retryDelay);

    expect(waits).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 15 * MINUTE, 15 * MINUTE]);
  });
});
