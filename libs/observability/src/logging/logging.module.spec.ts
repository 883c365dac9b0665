import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { Controller, Get, HttpException, Inject, Module, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it } from '@jest/globals';
import { LOG, type Log } from './log.js';
import { LoggingModule, NestLog } from './logging.module.js';
import { ProcessLog } from './process-log.js';
import { SecretScrubber } from './secret-scrubber.js';

@Controller()
class ThingsController {
  constructor(@Inject(LOG) private readonly log: Log) {}

  @Get('things/:id')
  thing(@Param('id') id: string): string {
    this.log.write('info', { event: 'thing.read', message: 'A thing was read.' });
    if (id === 'broken') throw new TypeError('oops');
    if (id === 'missing') throw new HttpException('no such thing', 404);
    return id;
  }

  @Get('health/live')
  live(): string {
    return 'ok';
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

// One application for the file: nestjs-pino keeps one logger a process.
it('tells each request with its id, its path and its outcome, and nothing that was asked or answered', async () => {
  const out = new PassThrough({ encoding: 'utf8' });
  const log = new ProcessLog({ scrubber: new SecretScrubber(), out });
  const root = { module: ThingsModule, imports: [LoggingModule.register({ log })] };
  const application = await NestFactory.create(root, { bufferLogs: true, abortOnError: false });
  application.useLogger(application.get(NestLog));
  await application.listen(0, '127.0.0.1');
  const { port } = application.getHttpServer().address() as AddressInfo;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: 'Bearer abc' } });
  out.read();

  const named = await fetch(`http://127.0.0.1:${port}/things/1?code=xyz`, { headers: { 'x-request-id': 'req-1' } });
  const broken = await get('/things/broken');
  const missing = await get('/things/missing');
  await get('/health/live');
  log.write('info', { event: 'after.all', message: '' });
  await application.close();
  const text = String(out.read());
  const entries = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

  expect([named.status, broken.status, missing.status]).toEqual([200, 500, 404]);
  expect(named.headers.get('x-request-id')).toBe('req-1');
  expect(entries.slice(0, 2)).toMatchObject([
    { event: 'thing.read', requestId: 'req-1' },
    { event: 'request.answered', requestId: 'req-1', method: 'GET', path: '/things/1', status: 200, component: 'http' },
  ]);
  expect(entries.filter(({ event }) => event === 'request.failed')).toMatchObject([
    { level: 'error', path: '/things/broken', status: 500, requestId: broken.headers.get('x-request-id') },
  ]);
  expect(entries).toContainEqual(expect.objectContaining({ path: '/things/missing', level: 'info', status: 404 }));
  expect(entries.at(-1)).not.toHaveProperty('requestId');
  expect(text).not.toMatch(/xyz|Bearer|abc|health/);
});
