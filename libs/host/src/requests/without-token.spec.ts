import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutToken } from './without-token.js';

const WAYS: ReadonlyArray<(token: string) => string> = [
  (token) => token,
  (token) => encodeURIComponent(token),
  (token) => JSON.stringify(token),
  (token) => JSON.stringify(token).replaceAll('/', '\\/'),
];

describe('an answer that repeats the token of its request', () => {
  it('loses it from its text and its headers, however it is written', () => {
    const token = fc.base64String({ minLength: 8 });
    fc.assert(
      fc.property(token, fc.constantFrom(...WAYS), (given, write) => {
        const text = `no: ${write(given)} and ${write(given)}.`;

        const answer = withoutToken({ status: 401, headers: { location: write(given) }, text }, given);

        const marks = write(given).startsWith('"') ? '"[token]"' : '[token]';
        expect(answer).toEqual({ status: 401, headers: { location: marks }, text: `no: ${marks} and ${marks}.` });
      }),
    );
  });

  it('stays as it is without', () => {
    const answer = { status: 200, headers: { date: 'today' }, text: '{"Sale":[]}' };

    expect(withoutToken(answer, 'abc')).toEqual(answer);
    expect(withoutToken(answer, '')).toEqual(answer);
  });
});
