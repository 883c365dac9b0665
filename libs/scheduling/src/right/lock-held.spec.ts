import { describe, expect, it } from '@jest/globals';
import { sayProblem } from '@tillbridge/domain';
import type { LockHolder } from '@tillbridge/store';
import { lockHeld } from './lock-held.js';

const HOLDER: LockHolder = { process: 4711, host: 'till-1', command: 'sync acme', since: '2026-05-14T10:00:00Z' };

describe('a database that stays in use', () => {
  it.each(['en', 'fr'] as const)(
    'is told in %s with the command, process and host at work, and since when',
    (language) => {
      const { what } = sayProblem(lockHeld(HOLDER).problems[0], language);

      for (const part of Object.values(HOLDER)) expect(what).toContain(String(part));
      expect(what).not.toMatch(/[{}]/);
    },
  );

  it('is told in one language alone, whoever holds it', () => {
    const said = [HOLDER, null].map((holder) => sayProblem(lockHeld(holder).problems[0], 'fr').what);

    for (const what of said) expect(what).not.toMatch(/another process|\bon\b/);
  });

  it('has a code of its own where the holder is not known, and no place left open', () => {
    const { code, definition, parameters } = lockHeld(null).problems[0];

    expect(code).toBe('lock.held_unknown');
    expect(sayProblem({ code, definition, parameters }).what).not.toMatch(/[{}?]/);
  });
});
