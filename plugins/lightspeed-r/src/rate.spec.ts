import { describe, expect, it } from '@jest/globals';
import { observeRate, retryAtOf } from './rate.js';

describe('the rate budget', () => {
  it('is read from the headers of an answer, fractions included', () => {
    const headers = {
      'x-ls-api-bucket-level': '10.131664752959/110',
      'x-ls-api-drip-rate': '1.5',
      'x-ls-api-burst-level': '1/24',
    };

    expect(observeRate({ status: 200, headers })).toEqual({
      level: 10.131664752959,
      capacity: 110,
      refillPerSecond: 1.5,
    });
  });

  it('is left as it was where headers are absent or nonsense', () => {
    expect(observeRate({ status: 200, headers: {} })).toEqual({});
    expect(
      observeRate({ status: 200, headers: { 'x-ls-api-bucket-level': 'full', 'x-ls-api-drip-rate': '0' } }),
    ).toEqual({});
  });

  it('asks for a second once the burst window is full', () => {
    expect(observeRate({ status: 200, headers: { 'x-ls-api-burst-level': '24/24' } }).waitMilliseconds).toBe(1_000);
  });

  it.each([
    ['whole seconds', { 'retry-after': '3' }, 3_000],
    ['less than the burst window', { 'retry-after': '0' }, 1_000],
    ['an HTTP date', { 'retry-after': 'Thu, 14 May 2026 14:00:05 GMT', date: 'Thu, 14 May 2026 14:00:00 GMT' }, 5_000],
    [
      'an HTTP date gone by',
      { 'retry-after': 'Thu, 14 May 2026 13:00:05 GMT', date: 'Thu, 14 May 2026 14:00:00 GMT' },
      1_000,
    ],
    ['an HTTP date without a clock', { 'retry-after': 'Thu, 14 May 2026 14:00:05 GMT' }, 1_000],
    ['nothing', {}, 1_000],
    ['nonsense', { 'retry-after': 'soon' }, 1_000],
  ])('waits after a refusal that names %s', (_, headers, wait) => {
    expect(observeRate({ status: 429, headers }).waitMilliseconds).toBe(wait);
  });

  it('does not invent a time from an absurd number', () => {
    const headers = { 'retry-after': '99999999999999', date: 'Thu, 14 May 2026 14:00:00 GMT' };

    expect(retryAtOf({ status: 429, headers })).toBeUndefined();
  });
});
