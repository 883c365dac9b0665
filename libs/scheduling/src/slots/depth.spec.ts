import { describe, expect, it } from '@jest/globals';
import { deepest, depthOf } from './depth.js';

function depth(previous: string, dueAt: string, zone = 'America/Toronto'): string {
  return depthOf(Date.parse(dueAt), Date.parse(previous), zone);
}

describe('the depth of a slot', () => {
  it('is recent within an hour and hourly for the first of one', () => {
    expect(depth('2026-05-14T10:02Z', '2026-05-14T10:17Z')).toBe('recent');
    expect(depth('2026-05-14T10:47Z', '2026-05-14T11:02Z')).toBe('hourly');
  });

  it('is daily for the first of a local day', () => {
    expect(depth('2026-05-14T03:02Z', '2026-05-14T04:02Z')).toBe('daily');
    expect(depth('2026-05-13T23:02Z', '2026-05-14T00:02Z')).toBe('hourly');
  });

  it('is weekly for the first of a local week, which begins on Monday, also over a new year', () => {
    expect(depth('2026-05-18T03:02Z', '2026-05-18T04:02Z')).toBe('weekly');
    expect(depth('2026-05-17T03:02Z', '2026-05-17T04:02Z')).toBe('daily');
    expect(depth('2026-12-31T20:00Z', '2027-01-01T06:00Z')).toBe('daily');
    expect(depth('2027-01-03T20:00Z', '2027-01-04T06:00Z')).toBe('weekly');
  });

  it('counts what began while nobody worked', () => {
    expect(depth('2026-05-04T10:02Z', '2026-05-14T10:02Z')).toBe('weekly');
    expect(depth('2026-05-12T10:02Z', '2026-05-14T10:02Z')).toBe('daily');
  });

  it('is the deepest one where slots share a run', () => {
    expect(deepest(['recent', 'daily', 'hourly'])).toBe('daily');
    expect(deepest(['weekly', 'daily'])).toBe('weekly');
    expect(deepest(['recent'])).toBe('recent');
  });
});
