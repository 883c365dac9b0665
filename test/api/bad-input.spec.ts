import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { KeysService } from '@tillbridge/admin';
import { datesBetween } from '@tillbridge/domain';
import { raiseLedgerVersions, reachBack, saveFoldedDays } from '@tillbridge/store';
import { Workplace } from '../support/workplace.ts';
import { ApiDesk } from './api-desk.ts';

const CONNECTION = '/api/v1/connections/acme';
const STATUS = '/api/v1/locations/0001/status';
const ONE_SHOP = `\n      - { posId: "1", locationId: "0001" }\n`;
const MAPPINGS = '/api/v1/locations/mappings';

let workplace: Workplace;
let desk: ApiDesk;

beforeAll(async () => {
  const account = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
  workplace = await Workplace.open('SQLite', { ...account, locations: ONE_SHOP });
  await workplace.sync({ from: '2026-05-12', to: '2026-05-13' });
  desk = await ApiDesk.open(workplace);
});

afterAll(async () => {
  await desk.close();
  await workplace.close();
});

/** A body as it stands on the wire. */
function raw(path: string, body: string | Buffer, headers: Readonly<Record<string, string>> = {}) {
  const sent = desk.post(path).set('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return sent.serialize((value: unknown) => value as string).send(body as never);
}

/** What every refusal looks like, whatever was wrong. */
function expectProblem(answer: { status: number; type: string; body: Record<string, unknown>; text: string }): void {
  expect(answer.type).toBe('application/problem+json');
  expect(answer.body).toMatchObject({
    status: answer.status,
    code: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/),
    requestId: expect.stringMatching(/./),
  });
  expect(answer.text).not.toMatch(/node_modules|at .*\.ts:|at .*\.js:/);
}

function told(answer: { body: { title?: string; detail?: string; errors?: unknown } }): string {
  return JSON.stringify([answer.body.title, answer.body.detail, answer.body.errors]);
}

describe('a body that cannot be read', () => {
  it('B25 is told of in whole sentences', async () => {
    const answer = await raw(STATUS, '{"reason":');

    expect(answer.body.detail).toMatch(/^[^.]+\. Send one JSON object in UTF-8\.$/);
  });

  it.each([
    ['B25 half a JSON object', '{"reason":', 400, 'request.json_unreadable'],
    ['B25 no JSON at all', 'reason=x', 400, 'request.json_unreadable'],
    ['B25 an empty body where one is needed', '', 400, 'request.invalid'],
    ['B26 of ten megabytes', `{"reason":"${'x'.repeat(10_000_000)}"}`, 413, 'request.too_large'],
    [
      'B26 nested ten thousand levels deep',
      `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      400,
      'request.too_deep',
    ],
    ['B26 of twenty-two thousand fields', manyFields(22_000), 400, 'request.too_deep'],
    ['B27 with __proto__', '{"__proto__":{"admin":true},"reason":"x"}', 400, 'request.field_forbidden'],
    ['B27 with constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}', 400, 'request.field_forbidden'],
  ])('%s', async (_, body, status, code) => {
    const answer = await raw(STATUS, body);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expectProblem(answer);
    expect('admin' in {}).toBe(false);
  });

  it.each([
    ['B25 in another media type', 'reason', { 'content-type': 'text/plain' }],
    ['B25 in another character set', '{}', { 'content-type': 'application/json; charset=latin1' }],
    ['B25 in UTF-16', Buffer.from('{}', 'utf16le'), { 'content-type': 'application/json; charset=utf-16le' }],
    ['B25 in UTF-7', '{}', { 'content-type': 'application/json;charset=utf-7' }],
    ['B45 compressed, whatever it would grow to', gzipSync('{}'.padEnd(1_000_000)), { 'content-encoding': 'gzip' }],
  ])('%s is 415', async (_, body, headers) => {
    const answer = await raw(STATUS, body, headers);

    expect([answer.status, answer.body.code]).toEqual([415, 'request.media_type']);
    expectProblem(answer);
  });
});

function manyFields(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"a${index}":0`).join(',')}}`;
}

describe('a field that is not as it has to be', () => {
  it.each([
    ['B27 a field that there is not', { status: 'closed', reason: 'x', colour: 'red' }, 'colour'],
    ['B28 a number in place of a text', { status: 'closed', reason: 5 }, 'reason'],
    [
      'B29 a date that the calendar lacks',
      { status: 'closed', reason: 'x', effectiveDate: '2026-02-30' },
      'from 1800 on, such as 2026-05-14',
    ],
    ['B29 a date of no shop', { status: 'closed', reason: 'x', effectiveDate: '0000-01-01' }, 'from 1800 on'],
    [
      'B29 a moment without a zone',
      { status: 'closed', reason: 'x', effectiveDate: '2026-11-01T01:30' },
      'effectiveDate',
    ],
    ['B32 a status with a blank behind it', { status: 'operational ', reason: 'x' }, 'did you mean \\"operational\\"'],
    ['B32 a status in capitals', { status: 'CLOSED', reason: 'x' }, 'did you mean \\"closed\\"'],
    ['B32 a status that there is not', { status: 'broken', reason: 'x' }, 'temporarily_closed'],
    ['B32 null for a status', { status: null, reason: 'x' }, 'temporarily_closed'],
    ['B34 an empty reason', { status: 'closed', reason: '' }, '1 to 500'],
    ['B34 a reason of ten thousand characters', { status: 'closed', reason: 'x'.repeat(10_000) }, '1 to 500'],
    ['B34 a reason that turns the line around', { status: 'closed', reason: 'a\u202eb' }, 'invisible characters'],
    ['B34 a reason with NUL', { status: 'closed', reason: 'a\0b' }, 'invisible characters'],
    ['B34 a reason with half a character', { status: 'closed', reason: 'a\ud800b' }, 'invisible characters'],
  ])('%s is named', async (_, body, name) => {
    const answer = await desk.post(STATUS, body);

    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(told(answer)).toContain(name);
    expectProblem(answer);
  });

  it('B34 stores markup and formulas in a label as they are, and answers JSON', async () => {
    const label = '<script>alert(1)</script> =cmd()';

    const made = await desk.post('/api/v1/keys', { label });
    const listed = await desk.get('/api/v1/keys');

    expect(made.body.label).toBe(label);
    expect(listed.type).toBe('application/json');
    expect(listed.body.items.map((row: { label: string }) => row.label)).toContain(label);
  });

  it.each([
    ['a blank of no width', 'night\u200bscripts'],
    ['a joiner of words', 'night\u2060scripts'],
    ['a byte order mark', '\ufeffscripts'],
    ['a soft hyphen', 'scr\u00adipts'],
    ['a mark of direction', 'scripts\u200f'],
    ['a filler alone', '\u3164'],
    ['an empty Braille cell alone', '\u2800'],
    ['NUL', 'a\0b'],
  ])('B34 %s in a label is refused as nobody sees it', async (_, label) => {
    const answer = await desk.post('/api/v1/keys', { label });

    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(told(answer)).toContain('label');
    expect(told(answer)).toContain('without control or invisible characters');
  });

  it('B34 takes letters, accents and emoji of every kind in a label', async () => {
    for (const label of [
      'Été à Montréal',
      '夜間',
      'caf\u0065\u0301',
      'open \u2764\ufe0f',
      '👩\u200d🔧 repairs',
      'नमस्ते',
    ]) {
      const answer = await desk.post('/api/v1/keys', { label });

      expect([answer.status, answer.body.label]).toEqual([201, label]);
    }
  });

  it.each([
    ['B33 too few zeros', '1', 409, '0001'],
    ['B33 two digits', '01', 409, '0001'],
    ['B33 too many zeros', '00001', 409, '0001'],
    ['B33 a blank behind it', '0001 ', 400, 'without spaces'],
    ['B33 full-width digits', '０００１', 400, 'without spaces'],
    ['B33 no text', 1, 400, 'location'],
  ])('%s in a location id is told', async (_, location, status, name) => {
    const answer = await desk.put(MAPPINGS, { connection: 'acme', posId: '2', location });

    expect(answer.status).toBe(status);
    expect(told(answer)).toContain(name);
    expectProblem(answer);
  });
});

describe('a query that is not as it has to be', () => {
  it.each([
    ['B28 1e400 for a number', 'limit=1e400', '1 to 500'],
    ['B28 NaN for a number', 'limit=NaN', '1 to 500'],
    ['B28 a number that no double holds', 'limit=9007199254740993', '1 to 500'],
    ['B28 a negative page', 'limit=-1', '1 to 500'],
    ['B28 a page of a million', 'limit=1000000', '1 to 500'],
    ['B29 dates in the wrong order', 'from=2026-05-14&to=2026-05-12', 'not before'],
    ['B29 ten years at once', 'from=2016-01-01&to=2026-01-01', '366 days'],
    ['B27 a parameter that there is not', 'colour=red', 'colour'],
    ['B30 a parameter given twice', 'limit=1&limit=2', 'given twice'],
    ['B30 a parameter as a list', 'limit[]=1', 'without brackets'],
    ['B30 a parameter as an operator', 'limit[$gt]=1', 'without brackets'],
  ])('%s', async (_, query, name) => {
    const answer = await desk.get(`/api/v1/deliveries?${query}`);

    expect(answer.status).toBe(400);
    expect(told(answer)).toContain(name);
    expectProblem(answer);
  });
});

describe('B27 a parameter where the address takes none', () => {
  it.each([
    ['a list without parts', 'get', '/api/v1/connections?limit=5'],
    ['one thing', 'get', '/api/v1/locations/0001?colour=red'],
    ['a change', 'post', `${CONNECTION}/resume?reason=x`],
    ['a name that reaches for the prototype', 'get', '/api/v1/keys?__proto__=1'],
  ] as const)('%s', async (_, method, path) => {
    const answer = await desk[method](path);

    expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
    expect(told(answer)).toContain('unknown: ');
    expectProblem(answer);
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ['B31 an unknown id', '/api/v1/jobs/6f1c2c1e-6f0b-4a55-9d5e-0d1f9c2b7a11', 404],
    ['B31 a malformed id', '/api/v1/jobs/;drop table job', 404],
    ['B31 an unknown location', '/api/v1/locations/0099', 404],
    ['B42 a step upwards, encoded', '/api/v1/jobs/%2e%2e%2f%2e%2e%2fetc', 404],
    ['B42 two slashes', '/api//v1//jobs', 404],
    ['B42 NUL', '/api/v1/jobs/%00', 404],
    ['B42 a broken percent', '/api/v1/jobs/%zz', 400],
    ['B42 ten kilobytes', `/api/v1/jobs/${'x'.repeat(10_000)}`, 414],
  ])('%s', async (_, path, status) => {
    const answer = await desk.get(path);

    expect(answer.status).toBe(status);
    expectProblem(answer);
  });

  it('B31 answers an unknown and a malformed id alike', async () => {
    const [unknown, malformed] = [await desk.get('/api/v1/jobs/abc'), await desk.get('/api/v1/jobs/a%20c')];

    expect(unknown.body.title.replace('abc', '?')).toBe(malformed.body.title.replace('a c', '?'));
  });

  it.each([
    ['B41 a method that the address does not take', 'put', '/api/v1/connections', 'GET, HEAD'],
    ['B41 a method that only reads where one changes', 'get', `${CONNECTION}/pause`, 'POST'],
  ] as const)('%s is 405 with what it takes', async (_, method, path, allow) => {
    const answer = await desk.anonymous()[method](path).set('authorization', `Bearer ${desk.key}`);

    expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
    expectProblem(answer as never);
  });

  it('B41 takes HEAD for GET, and no method from a header', async () => {
    const head = await desk.anonymous().head('/api/v1/connections').set('authorization', `Bearer ${desk.key}`);
    const overridden = await desk.get('/api/v1/connections').set('x-http-method-override', 'DELETE');

    expect([head.status, overridden.status]).toEqual([200, 200]);
  });

  it('B44 takes no word of what the caller says of itself', async () => {
    const answer = await desk
      .get('/api/docs/json')
      .set('host', 'evil.example')
      .set('x-forwarded-host', 'evil.example')
      .set('x-forwarded-proto', 'https');

    expect(answer.text).not.toContain('evil.example');
  });

  it('B45 answers JSON to whoever asks for XML', async () => {
    const answer = await desk.get('/api/v1/connections').set('accept', 'text/xml');

    expect([answer.status, answer.type]).toEqual([200, 'application/json']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('B51 a key that does not let in', () => {
  it('is 401 with how to show one, whichever way it was shown', async () => {
    const keys = desk.app.get(KeysService);
    const author = { actor: 'test', reason: null, requestId: null };
    const revoked = await keys.create('gone', author);
    await keys.revoke(revoked.id, { evenLast: false }, author);
    const basic = Buffer.from(`key:${desk.key}`).toString('base64');
    const shown = {
      none: undefined,
      truncated: `Bearer ${desk.key.slice(0, -1)}`,
      longer: `Bearer ${desk.key}x`,
      unknown: `Bearer ${desk.key.replace(/^tbk_.{8}/, 'tbk_zzzzzzzz')}`,
      revoked: `Bearer ${revoked.key}`,
      basic: `Basic ${basic}`,
      bare: desk.key,
    };

    for (const [name, header] of Object.entries(shown)) {
      const asked = desk.anonymous().get('/api/v1/connections');
      const answer = await (header === undefined ? asked : asked.set('authorization', header));

      expect([name, answer.status, answer.headers['www-authenticate']]).toEqual([name, 401, 'Bearer']);
      expectProblem(answer);
      expect(answer.text).not.toContain(desk.key);
    }
  });

  it.each([
    ['a body of 300 kilobytes', 'post', STATUS, 'application/json', `{"reason":"${'x'.repeat(300_000)}"}`],
    ['half a JSON object', 'post', STATUS, 'application/json', '{"reason":'],
    ['a field that is forbidden', 'post', STATUS, 'application/json', '{"__proto__":{}}'],
    ['another media type', 'post', STATUS, 'text/xml', '<a/>'],
    ['an address that leads nowhere', 'post', '/api/v1/nothing', 'application/json', '{}'],
    ['a method that the address does not take', 'put', STATUS, 'application/json', '{}'],
    ['half a JSON object for the documentation', 'post', '/api/docs', 'application/json', '{"reason":'],
    ['half a JSON object for its assets', 'put', '/API/docs/json', 'application/json', '{"reason":'],
  ] as const)('is told before anything else is judged: %s', async (_, method, path, type, body) => {
    const answer = await desk.anonymous()[method](path).set('content-type', type).send(body);

    expect([answer.status, answer.body.code]).toEqual([401, 'api.key_missing']);
    expectProblem(answer);
  });

  it('is not taken from the address', async () => {
    for (const name of ['key', 'api_key', 'access_token', 'authorization']) {
      const answer = await desk.anonymous().get(`/api/v1/connections?${name}=${desk.key}`);

      expect(answer.status).toBe(401);
    }
  });
});

describe('B40 a replay of very many days', () => {
  it('goes out again only when their number is confirmed', async () => {
    const days = datesBetween('2020-01-01', '2023-01-31').map((date) => ({ location: '0001', date }));
    await desk.store.transaction(null, async (session) => {
      await raiseLedgerVersions(
        session,
        days.map((day) => ({ ...day, trigger: 'sale.new' as const })),
      );
      const folded = { foldedVersion: 1, revision: 1, rules: '{}', timeZone: 'America/Toronto', notes: '[]' };
      await saveFoldedDays(
        session,
        days.map((day) => ({ ...day, ...folded })),
      );
      await reachBack(session, 'tmas', [{ location: '0001', firstDate: '2020-01-01' }]);
    });
    const replay = { output: 'tmas', from: '2020-01-01', to: '2023-01-31' };

    const unconfirmed = await desk.post('/api/v1/deliveries/replay', replay);
    const wrong = await desk.post('/api/v1/deliveries/replay', { ...replay, confirm: 5 });
    const confirmed = await desk.post('/api/v1/deliveries/replay', { ...replay, confirm: days.length });

    expect([unconfirmed.status, unconfirmed.body.code]).toEqual([409, 'deliveries.confirm_count']);
    expect(told(unconfirmed)).toContain(String(days.length));
    expect(wrong.status).toBe(409);
    expect([confirmed.status, confirmed.body.days]).toEqual([202, days.length]);
  });

  it('is refused beyond the dates of a request', async () => {
    const far = await desk.post('/api/v1/deliveries/replay', { output: 'tmas', from: '2000-01-01', to: '2026-05-13' });

    expect([far.status, far.body.code]).toEqual([400, 'request.invalid']);
    expect(told(far)).toContain('days at once');
  });
});

describe('a refusal', () => {
  it('is told in French to whoever reads French', async () => {
    const answer = await desk.get('/api/v1/locations/0099').set('accept-language', 'fr-CA,fr;q=0.9');

    expect(answer.body.title).toContain('Il n’y a pas d’emplacement « 0099 »');
  });
});

describe('what is measured', () => {
  it('counts answers by route and code, and an address that is no route never by its name', async () => {
    await desk.get('/api/v1/locations/0001');
    await desk.get('/api/v1/locations/0099');
    await desk.get('/api/v1/nothing/0001');

    expect(desk.counted.slice(-3)).toEqual([
      'tillbridge_api_requests_total /api/v1/locations/:id 200',
      'tillbridge_api_requests_total /api/v1/locations/:id 404',
      'tillbridge_api_requests_total unknown 404',
    ]);
  });
});
