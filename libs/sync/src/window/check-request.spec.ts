import { describe, expect, it } from '@jest/globals';
import { checkRequest } from './check-request.js';

const asked = (from: string | null, to: string | null) => () => checkRequest({ from, to, acceptVanished: false });

describe('a request, before it becomes a job', () => {
  it.each([
    [null, null],
    ['2026-05-01', '2026-05-01'],
    ['2026-05-01T00:00:00-04:00', '2026-05-02T00:00:00Z'],
  ])('from %s to %s can be read', (from, to) => {
    expect(asked(from, to)).not.toThrow();
  });

  it.each([
    ['2026-05-01', null, 'sync.window_half'],
    ['25-11-2026', null, 'sync.window_unreadable'],
    [null, '25-11-2026', 'sync.window_unreadable'],
    ['2026-05-02', '2026-05-01', 'sync.window_reversed'],
    ['2026-02-30', '2026-05-01', 'sync.window_unreadable'],
    ['2026-05-01T00:00:00', '2026-05-02', 'sync.window_unreadable'],
  ])('from %s to %s is refused with %s', (from, to, code) => {
    expect(asked(from, to)).toThrow(code);
  });
});
