import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { HealthCheck, StandingSource } from './check.js';
import { HealthModule } from './health.module.js';
import { ShutdownState } from './shutdown-state.js';

const opened: INestApplication[] = [];

afterEach(async () => {
  for (const application of opened.splice(0)) await application.close();
});

class Process {
  now = Date.parse('2026-05-14T16:00:00Z');
  isAllowed = true;
  readonly shutdown = new ShutdownState();
  url = '';

  async serve(checks: readonly HealthCheck[], standings: readonly StandingSource[] = []): Promise<this> {
    const { shutdown } = this;
    const clock = { now: () => this.now };
    const guard = { canActivate: () => this.isAllowed };
    const module = HealthModule.register({ checks, standings, shutdown, clock, guard });
    const application = await NestFactory.create(module, { logger: false });
    opened.push(application);
    await application.listen(0, '127.0.0.1');
    const { port } = application.getHttpServer().address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    return this;
  }

  async get(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await fetch(this.url + path);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }
}

function aCheck(check: HealthCheck['check'], timeLimit?: number): HealthCheck {
  return { name: 'store', check, ...(timeLimit === undefined ? {} : { timeLimit }) };
}

describe('a process that is asked how it is', () => {
  it('is alive and ready while everything that it needs works', async () => {
    const process = await new Process().serve([aCheck(() => Promise.resolve({ schema: 'first' }))]);

    const [live, ready] = [await process.get('/health/live'), await process.get('/health/ready')];

    expect([live.status, ready.status]).toEqual([200, 200]);
    expect(ready.body).toMatchObject({ status: 'ok', details: { store: { status: 'up', schema: 'first' } } });
  });

  it('is alive but not ready when something that it needs fails, and does not say what an unknown error says', async () => {
    const process = await new Process().serve([aCheck(() => Promise.reject(new Error('password is swordfish')))]);

    const [live, ready] = [await process.get('/health/live'), await process.get('/health/ready')];

    expect([live.status, ready.status]).toEqual([200, 503]);
    expect(ready.body).toMatchObject({ error: { store: { status: 'down' } } });
    expect(JSON.stringify(ready.body)).not.toContain('swordfish');
  });

  it('waits for no check longer than it may take', async () => {
    const process = await new Process().serve([aCheck(() => new Promise(() => undefined), 20)]);

    expect((await process.get('/health/ready')).status).toBe(503);
  });

  it('looks once, however often it is asked', async () => {
    let looked = 0;
    const check = aCheck(() => {
      looked += 1;
      return Promise.resolve();
    });
    const process = await new Process().serve([check]);

    for (let turn = 0; turn < 5; turn += 1) await process.get('/health/ready');

    expect(looked).toBe(1);
  });

  it('is not ready from the moment on that it is on its way out', async () => {
    const process = await new Process().serve([aCheck(() => Promise.resolve())]);
    const before = await process.get('/health/ready');

    process.shutdown.begin();
    const after = await process.get('/health/ready');

    expect([before.status, after.status]).toEqual([200, 503]);
    expect((await process.get('/health/live')).status).toBe(200);
  });
});

describe('the details', () => {
  const DOWN: StandingSource = {
    name: 'connections',
    read: () =>
      Promise.resolve([
        { id: 'acme', status: 'degraded', state: 'not_authorized', reason: 'The grant is gone.', since: 0, nextTry: 1 },
      ]),
  };

  it('say what stands still and since when, and are still 200', async () => {
    const process = await new Process().serve([], [DOWN]);

    const { status, body } = await process.get('/health/details');

    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'degraded',
      details: {
        connections: [
          {
            id: 'acme',
            status: 'degraded',
            state: 'not_authorized',
            reason: 'The grant is gone.',
            since: '1970-01-01T00:00:00Z',
            nextTry: '1970-01-01T00:00:00.001Z',
          },
        ],
      },
    });
  });

  it('say that a group could not be read, and show the others', async () => {
    const broken = { name: 'outputs', read: () => Promise.reject(new Error('no database')) };
    const process = await new Process().serve([], [broken, { name: 'locations', read: () => Promise.resolve([]) }]);

    const { body } = await process.get('/health/details');

    expect(body).toEqual({ status: 'degraded', details: { outputs: null, locations: [] } });
  });

  it('are read again after five seconds, and not before', async () => {
    let reads = 0;
    const counted = { name: 'outputs', read: () => Promise.resolve([]).finally(() => void (reads += 1)) };
    const process = await new Process().serve([], [counted]);

    await process.get('/health/details');
    process.now += 4999;
    await process.get('/health/details');
    process.now += 1;
    await process.get('/health/details');

    expect(reads).toBe(2);
  });

  it('are for those alone whom the guard lets through', async () => {
    const process = await new Process().serve([], [DOWN]);
    process.isAllowed = false;

    expect((await process.get('/health/details')).status).toBe(403);
  });
});
