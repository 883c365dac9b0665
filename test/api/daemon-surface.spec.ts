import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import supertest from 'supertest';
import { Daemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { Workplace } from '../support/workplace.ts';

let workplace: Workplace;
let daemon: Daemon;
let key: string;

beforeAll(async () => {
  workplace = await Workplace.open('SQLite', { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' });
  daemon = await Daemon.start(workplace);
  key = readFileSync(join(workplace.folder, 'first-api-key'), 'utf8').trim();
});

afterAll(async () => {
  await daemon.stop();
  await workplace.close();
});

function stranger() {
  return supertest(daemon.url);
}

function problemOf({ status, type, body }: supertest.Response) {
  return { status, type, code: (body as { readonly code?: unknown }).code };
}

describe('an address written in capitals', () => {
  it('leads nowhere, so that no check is passed by', async () => {
    const keyless = await stranger().get('/API/v1/connections');
    const unknown = await stranger().get('/API/v1/connections').set('authorization', `Bearer ${key}`);
    const forbidden = await stranger()
      .post('/api/V1/connections/acme/resume')
      .set('authorization', `Bearer ${key}`)
      .set('content-type', 'application/json')
      .send('{"__proto__":{"admin":true}}');
    const metrics = await stranger().get('/Metrics');

    const nowhere = { status: 404, type: 'application/problem+json', code: 'request.not_found' };
    expect([unknown, metrics].map(problemOf)).toEqual([nowhere, nowhere]);
    expect(problemOf(keyless)).toMatchObject({ status: 401, code: 'api.key_missing' });
    expect(problemOf(forbidden)).toMatchObject({ status: 400, code: 'request.field_forbidden' });
    expect(daemon.events()).not.toContain('request.failed');
  });
});

describe('B41 a method that an address does not take', () => {
  it.each(['PUT', 'OPTIONS', 'TRACE'] as const)('%s is 405 with what it takes', async (method) => {
    const answer = await fetchRaw(method, '/api/v1/connections/acme/pause');

    expect(answer).toEqual({ status: 405, allow: 'POST' });
  });
});

/** Node's own client, since `fetch` sends no TRACE. */
async function fetchRaw(method: string, path: string): Promise<{ status: number | undefined; allow: unknown }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(daemon.url + path, { method, headers: { authorization: `Bearer ${key}` } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode, allow: answer.headers['allow'] }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('what is refused beside the API', () => {
  it.each([
    ['an address that leads nowhere', '/nothing', 404, 'request.not_found'],
    ['two slashes', '//api/v1/connections', 404, 'request.not_found'],
    ['a broken percent', '/health/%zz', 400, 'request.refused'],
    ['details without a key', '/health/details', 401, 'api.key_missing'],
  ])('is told as the API tells it: %s', async (_, path, status, code) => {
    const answer = await stranger().get(path);

    expect(problemOf(answer)).toEqual({ status, type: 'application/problem+json', code });
    expect((answer.body as { requestId: string }).requestId).toBe(answer.headers['x-request-id']);
  });
});

describe('a request that is refused before it comes to a route', () => {
  it.each([
    ['B25 in another media type', '/api/v1/keys', 'text/plain', 'x', 415],
    ['B25 half a JSON object', '/api/v1/keys', 'application/json', '{', 400],
    ['B30 a parameter given twice', '/api/v1/keys?a=1&a=2', 'application/json', '{}', 400],
    ['B42 a broken percent', '/%zz', 'application/json', '{}', 400],
    ['B51 without a key', '/api/v1/keys', 'application/json', '{', 401],
  ])('%s stands in the log under the id that it was told', async (_, path, type, body, status) => {
    const shown = status === 401 ? '' : key;
    const headers = { authorization: `Bearer ${shown}`, 'content-type': type };
    const answer = await stranger().post(path).set(headers).send(body);
    const id = (answer.body as { readonly requestId: string }).requestId;

    expect(answer.status).toBe(status);
    await eventually(
      async () => daemon.out.split('\n').some((line) => line.includes(id) && line.includes(`"status":${status}`)),
      () => `${id} does not stand in the log: ${daemon.out}`,
    );
  });
});

describe('B47 keys that somebody tries out', () => {
  it('are answered 429 after some in a minute, with when to come back, and the right key still lets in', async () => {
    const wrong = `${key.slice(0, -4)}AAAA`;
    const statuses: number[] = [];
    let last = await stranger().get('/api/v1/keys').set('authorization', `Bearer ${wrong}`);
    while (last.status === 401 && statuses.length < 100) {
      statuses.push(last.status);
      // oxlint-disable-next-line no-await-in-loop -- one after the other, as somebody who tries
      last = await stranger().get('/api/v1/keys').set('authorization', `Bearer ${wrong}`);
    }
    const right = await stranger().get('/api/v1/keys').set('authorization', `Bearer ${key}`);
    const told = await eventually(
      () => {
        const events = daemon.events().filter((event) => event.startsWith('key.'));
        return events.length > statuses.length && events;
      },
      () => `it does not stand in the log: ${daemon.out}`,
    );

    expect(problemOf(last)).toMatchObject({ status: 429, code: 'api.keys_tried' });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(statuses.length).toBeGreaterThanOrEqual(10);
    expect(told).toEqual([...statuses.map(() => 'key.refused'), 'key.tried']);
    expect(daemon.out).not.toContain(wrong.slice(13, 40));
    expect(right.status).toBe(200);
  });
});

describe('B51 a body from somebody without a key', () => {
  it('is not waited for: the answer comes before the first byte of it', async () => {
    const socket = connect(Number(new URL(daemon.url).port), '127.0.0.1');
    const announced = 'Content-Type: application/json\r\nContent-Length: 200000\r\n';
    socket.write(`POST /api/v1/keys HTTP/1.1\r\nHost: localhost\r\n${announced}\r\n`);

    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();

    expect(answer.toString()).toMatch(/^HTTP\/1\.1 401 [^]*"code":"api\.key_missing"/);
  });
});

describe('a connection that is kept', () => {
  it('is ended by a reverse proxy, which keeps it for a minute, and not by the service as it is used again', async () => {
    const answer = await stranger().get('/health/live').set('connection', 'keep-alive');

    expect(Number(/timeout=(\d+)/.exec(answer.headers['keep-alive'] ?? '')?.[1])).toBeGreaterThan(60);
  });
});

describe('a connection that sends slowly', () => {
  it('is ended within seconds of its time', async () => {
    const begun = performance.now();
    const socket = connect(Number(new URL(daemon.url).port), '127.0.0.1');
    socket.write('GET /health/live HTTP/1.1\r\n');

    const [answer] = (await once(socket, 'data')) as [Buffer];

    expect(answer.toString()).toContain('408 Request Timeout');
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
