import { describe, expect, it } from '@jest/globals';

import type { Cause, CauseCode } from '@tillbridge/plugin-kit';

import { DEFAULT_HOST_LIMITS } from '../limits.js';
import { nextStep, type Attempts, type Moment } from './reaction.js';

const NOW = Date.UTC(2026, 4, 14, 12);
const FRESH: Attempts = { failures: 0, renewed: false, waited: 0 };
const MOMENT: Moment = { now: NOW, random: 0, limits: DEFAULT_HOST_LIMITS, tokenFailed: false };

describe('the next step after a failed request', () => {
  it('is a new token, once', () => {
    expect(nextStep(cause('auth.expired'), FRESH, MOMENT)).toEqual({ act: 'renew' });
    expect(nextStep(cause('auth.expired'), { ...FRESH, renewed: true }, MOMENT)).toEqual({ act: 'throw' });
  });

  it('is a pause that doubles up to half a minute, the most of it fixed, the rest left to chance', () => {
    const pauses = [0, 1, 2, 3].map((failures) =>
      nextStep(cause('upstream.unavailable'), { ...FRESH, failures }, MOMENT),
    );
    const chance = nextStep(cause('upstream.unavailable'), FRESH, { ...MOMENT, random: 0.999 });
    const limits = { ...DEFAULT_HOST_LIMITS, tries: 99 };
    const late = nextStep(cause('upstream.unavailable'), { ...FRESH, failures: 20 }, { ...MOMENT, limits });

    expect(pauses.map((step) => ('pause' in step ? step.pause : null))).toEqual([500, 1000, 2000, 4000]);
    expect('pause' in chance && Math.round(chance.pause)).toBe(1000);
    expect(late).toMatchObject({ pause: 15_000 });
  });

  it('is a longer pause where the token endpoint failed', () => {
    const step = nextStep(cause('upstream.unavailable'), FRESH, { ...MOMENT, tokenFailed: true });

    expect(step).toMatchObject({ act: 'wait', pause: 15_000 });
  });

  it('is to give up after the fifth sending', () => {
    expect(nextStep(cause('upstream.unavailable'), { ...FRESH, failures: 4 }, MOMENT)).toEqual({ act: 'throw' });
  });

  it('waits until the instant that the POS names, by the clock of the POS', () => {
    const limited = cause('rate.limited', '2026-05-14T12:00:07Z');

    expect(nextStep(limited, FRESH, MOMENT)).toEqual({ act: 'wait', pause: 7000, counts: 'wait' });
  });

  it('bears five minutes of rate limit in all', () => {
    const limited = cause('rate.limited', '2026-05-14T12:00:07Z');

    expect(nextStep(limited, { ...FRESH, waited: 294_000 }, MOMENT)).toEqual({ act: 'throw' });
    expect(nextStep(cause('rate.limited', '2026-05-14T13:00:00Z'), FRESH, MOMENT)).toEqual({ act: 'throw' });
  });

  it('is to give up at once where repeating cannot help', () => {
    const codes: CauseCode[] = [
      'auth.revoked',
      'permission.missing',
      'feature.disabled',
      'settings.invalid',
      'link.foreign',
    ];

    for (const code of codes) expect(nextStep(cause(code), FRESH, MOMENT)).toEqual({ act: 'throw' });
  });
});

function cause(code: CauseCode, retryAt?: string): Cause {
  return { $cause: 1, code, message: 'told by the POS', ...(retryAt === undefined ? {} : { retryAt }) };
}
