import { describe, expect, it } from '@jest/globals';

import { EXIT_CODES } from '@tillbridge/domain';
import { problemOfCause, sayCause, type Stability } from '@tillbridge/plugin-kit';

import { stubCause } from './stub.js';

const NAME = 'Corner Till';

describe('a plugin that is a stub', () => {
  it('is refused by name as not implemented, in both languages, as a matter of the settings', () => {
    const cause = stubCause({ name: NAME, stability: 'stub' });
    if (cause === null) throw new Error('a stub was let through');

    expect(cause.code).toBe('connector.not_implemented');
    for (const language of ['en', 'fr'] as const) expect(sayCause(cause, language).what).toContain(NAME);
    expect(EXIT_CODES[problemOfCause(cause).definition.kind]).toBe(78);
  });

  it.each<Stability>(['alpha', 'beta', 'stable'])('is not one that calls itself %s', (stability) => {
    expect(stubCause({ name: NAME, stability })).toBeNull();
  });
});
