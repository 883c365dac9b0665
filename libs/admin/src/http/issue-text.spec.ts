import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { InvalidRequest } from './invalid-request.js';
import { limit, localDate, reason, status } from './schemas.js';

const body = z.strictObject({
  reason,
  status: status.optional(),
  from: localDate.optional(),
  limit,
  ids: z.array(z.string()).min(1).max(2).optional(),
});

function said(given: unknown, language: 'en' | 'fr'): string[] {
  const { error } = body.safeParse(given);
  return new InvalidRequest(error?.issues ?? []).errorsIn(language).map(({ field, detail }) => `${field}: ${detail}`);
}

describe('what is wrong with a request', () => {
  it.each([
    [{}, 'reason: is required', 'reason: est requis'],
    [{ reason: 7 }, 'reason: expected string', 'reason: attendu : un texte'],
    [{ reason: 'x', foo: 1 }, ': unknown: "foo"', ': inconnu : "foo"'],
    [{ reason: 'x', ids: [] }, 'ids: at least 1', 'ids: au moins 1'],
    [{ reason: 'x', ids: ['1', '2', '3'] }, 'ids: at most 2', 'ids: au plus 2'],
    [
      { reason: 'x', from: '2026-02-30' },
      'from: a date of the calendar from 1800 on, such as 2026-05-14',
      'from: une date du calendrier à partir de 1800, comme 2026-05-14',
    ],
    [{ reason: 'x', limit: '1e3' }, 'limit: a whole number from 1 to 500', 'limit: un nombre entier de 1 à 500'],
    [
      { reason: 'x', status: 'Closed' },
      'status: one of operational, temporarily_closed, not_operational, pending_setup, closed, written exactly so; did you mean "closed"?',
      'status: l’une de ces valeurs, écrite exactement ainsi : operational, temporarily_closed, not_operational, pending_setup, closed',
    ],
  ])('is told by its field in both languages: %j', (given, en, fr) => {
    expect([said(given, 'en'), said(given, 'fr')]).toEqual([[en], [fr]]);
  });
});
