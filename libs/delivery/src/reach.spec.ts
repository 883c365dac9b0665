import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '@tillbridge/domain';
import { reachWanted } from './reach.js';

const NEW = { today: '2026-05-14', since: 7 * DAY, firstDate: undefined, askedFrom: null };

describe('how far back an output reaches', () => {
  it('is what the settings say when it is new, whole days', () => {
    expect(reachWanted(NEW)).toBe('2026-05-07');
    expect(reachWanted({ ...NEW, since: 25 * HOUR })).toBe('2026-05-12');
  });

  it('stays when it was set before', () => {
    expect(reachWanted({ ...NEW, firstDate: '2026-05-14' })).toBeNull();
  });

  it('is lowered to the start of what is asked for, and never raised by it', () => {
    expect(reachWanted({ ...NEW, askedFrom: '2026-01-01' })).toBe('2026-01-01');
    expect(reachWanted({ ...NEW, askedFrom: '2026-05-13' })).toBe('2026-05-07');
    expect(reachWanted({ ...NEW, firstDate: '2026-05-01', askedFrom: '2026-01-01' })).toBe('2026-01-01');
  });
});
