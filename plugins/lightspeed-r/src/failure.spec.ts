import { describe, expect, it } from '@jest/globals';
import type { Cause } from '@tillbridge/plugin-kit';
import { classify, quote, saidBy } from './failure.js';

const BASE = 'https://pos.example/API/V3/Account/990001';

function causeFor(status: number, body: unknown, url = `${BASE}/Sale.json?completed=true`): Cause {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return classify({ status, headers: {}, text }, { url });
}

describe('a failed answer', () => {
  it.each([
    [401, { error: 'access_denied', hint: 'Access token could not be verified' }, 'auth.expired'],
    [401, { error: 'access_denied', hint: 'Access token has been revoked' }, 'auth.expired'],
    [401, { httpCode: '401', message: 'Invalid access token.' }, 'auth.expired'],
    [403, { httpCode: '403', message: 'Not Authorized' }, 'permission.missing'],
    [400, { message: 'Too busy. Please try again later.' }, 'upstream.unavailable'],
    [400, { message: "cannot sort on 'checkIn'" }, 'upstream.malformed'],
    [422, { message: 'no' }, 'upstream.malformed'],
    [408, '', 'upstream.unavailable'],
    [410, 'gone', 'upstream.retired'],
    [429, '', 'rate.limited'],
    [500, { message: 'oops' }, 'upstream.unavailable'],
    [502, '<html><body>Bad gateway</body></html>', 'upstream.unavailable'],
    [504, '', 'upstream.unavailable'],
  ])('of status %i is classified', (status, body, code) => {
    expect(causeFor(status, body).code).toBe(code);
  });

  it('names the stream, and of the request only its path', () => {
    const cause = causeFor(500, '');

    expect(cause.stream).toBe('sales');
    expect(cause.http).toEqual({ status: 500, method: 'GET', path: '/API/V3/Account/990001/Sale.json' });
  });

  it('for want of a right says who must tick what, and which scope is missing', () => {
    const cause = causeFor(403, { message: 'Insufficient rights' }, `${BASE}/EmployeeHours.json?limit=1`);

    expect(cause).toMatchObject({ stream: 'shifts', missingScopes: ['employee:admin_employees'] });
    expect(cause.remedy).toMatch(/owner or admin.*Employee Setup.*employee:admin_employees/s);
  });

  it('of 404 means wrong settings for a list, a lost record for an id', () => {
    expect(causeFor(404, '', `${BASE}/Sale.json`).code).toBe('settings.invalid');
    expect(causeFor(404, '', `${BASE}.json`).code).toBe('settings.invalid');
    expect(causeFor(404, '', `${BASE}/Sale/77.json`)).toMatchObject({
      code: 'upstream.malformed',
      http: { status: 404 },
    });
  });

  it('of 429 says when to come back, by the clock of the POS', () => {
    const headers = { 'retry-after': '3', date: 'Thu, 14 May 2026 14:00:00 GMT' };

    const cause = classify({ status: 429, headers, text: '' }, { url: `${BASE}/Sale.json` });

    expect(cause.retryAt).toBe('2026-05-14T14:00:03Z');
  });

  it('of 429 without a date leaves the time open', () => {
    const cause = classify({ status: 429, headers: { 'retry-after': '3' }, text: '' }, { url: `${BASE}/Sale.json` });

    expect(cause).not.toHaveProperty('retryAt');
  });
});

describe('what an answer says', () => {
  it('is its message, else its description and hint, else the beginning of its text', () => {
    expect(saidBy('{"message":"a","error_description":"b"}')).toBe('a');
    expect(saidBy('{"error":"x","error_description":"b","hint":"c"}')).toBe('b c');
    expect(saidBy('{"error":"x"}')).toBe('x');
    expect(saidBy('<h1>Down</h1>\n<p>for a\twhile</p>')).toBe('Down for a while');
    expect(saidBy('')).toBe('(an empty answer)');
  });

  it('is never long', () => {
    expect(quote('x'.repeat(1_000_000)).length).toBe(201);
  });
});
