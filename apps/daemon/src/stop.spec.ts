import { createServer } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { Observation } from './observation.js';
import { type Running, stop } from './stop.js';

describe('the end of the service', () => {
  it('begins with readiness, and the database goes last', async () => {
    const order: string[] = [];
    const watch = new Observation(Object.assign(process.stdout, {}));
    watch.log.pino.level = 'silent';
    const isReady = (): string => (watch.shutdown.hasBegun ? 'not ready' : 'ready');
    const running = {
      watch,
      app: {
        getHttpServer: () => createServer(),
        close: async () => void order.push('database'),
      } as unknown as Running['app'],
      scheduler: { stop: async () => void order.push(`work, ${isReady()}`) },
      wiring: { release: async () => void order.push('right to work') },
    };

    await stop(running);

    expect(order).toEqual(['work, not ready', 'database', 'right to work']);
  });
});
