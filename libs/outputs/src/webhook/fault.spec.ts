import { describe, expect, test } from '@jest/globals';
import { openEgress } from '@tillbridge/egress';
import { dayWith } from '../testing/day.js';
import { deliver } from './deliver.js';
import { contextWith, DIRECT, egress } from './testing/context.js';
import { deadAddress, serve, statuses, type Answer } from './testing/server.js';

const days = Array.from({ length: 12 }, (_, index) => dayWith({ location: `L${index}` }));
const [oneDay = dayWith()] = days;

async function outcome(answer: Answer, settings: object = {}) {
  await using server = await serve(answer);
  const [receipt] = await deliver(egress, contextWith({ url: server.url, ...settings }), [oneDay]);
  return { status: receipt?.status, cause: receipt?.cause, received: server.received };
}

describe('a receiver that gives no whole answer', () => {
  test('because it does not begin is given up at the time limit', async () => {
    const { status, cause } = await outcome(() => undefined, { timeout: '1s' });

    expect([status, cause?.code, cause?.detail]).toMatchObject([
      'retry',
      'output.unreachable',
      { problem: 'egress.timeout' },
    ]);
  });

  test('because it drips is given up at the time limit, its 200 notwithstanding', async () => {
    const { status, cause } = await outcome(
      (_request, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('.'), 20);
        response.on('close', () => clearInterval(drip));
      },
      { timeout: '1s' },
    );

    expect([status, cause?.detail]).toMatchObject(['retry', { problem: 'egress.timeout', parameters: { seconds: 1 } }]);
  });

  test('because the connection is cut after its 200 may have it: it is sent again with the same id', async () => {
    await using server = await serve((_request, response, count) => {
      if (count > 1) return response.writeHead(208).end();
      response.writeHead(200, { 'content-length': '100' });
      return response.write('half', () => response.socket?.destroy());
    });
    const context = contextWith({ url: server.url });

    const [cut] = await deliver(egress, context, [oneDay]);
    const [again] = await deliver(egress, context, [oneDay]);

    expect(cut).toMatchObject({ status: 'retry', cause: { detail: { problem: 'egress.reset' } } });
    expect(again?.status).toBe('unchanged');
    const ids = server.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([cut?.reference, cut?.reference]);
  });

  test('because it resets the connection is told so', async () => {
    const { status, cause } = await outcome((_request, response) => response.socket?.resetAndDestroy());

    expect([status, cause?.detail]).toMatchObject(['retry', { problem: 'egress.reset' }]);
  });

  test('because its headers have 1 MB is told so', async () => {
    const { status, cause } = await outcome((_request, response) =>
      response.socket?.write(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(1_000_000)}\r\n\r\n`),
    );

    expect([status, cause?.detail]).toMatchObject(['retry', { problem: 'egress.too_large' }]);
  });

  test('because nobody listens, or its name is unknown, is not asked again in the same call', async () => {
    for (const [url, problem] of [
      [await deadAddress(), 'egress.connect'],
      ['http://no-such-host.invalid/', 'egress.dns'],
    ]) {
      const receipts = await deliver(egress, contextWith({ url, parallel: 1 }), days);

      expect(receipts.map(({ status }) => status)).toEqual(Array(12).fill('retry'));
      expect(receipts[0]).toMatchObject({ reference: expect.any(String), cause: { detail: { problem } } });
      expect(receipts[11]?.cause?.detail).toMatchObject({ problem });
      expect(receipts.slice(1).map(({ reference }) => reference)).toEqual(Array(11).fill(undefined));
    }
  });

  test('because each try costs its whole time limit is left alone after three', async () => {
    await using server = await serve(() => undefined);
    const sameLocation = Array.from({ length: 9 }, (_, index) => dayWith({ date: `2024-06-0${index + 1}` }));

    await deliver(egress, contextWith({ url: server.url, timeout: '1s' }), sameLocation);

    expect(server.received).toHaveLength(3);
  });

  test('because the proxy is down or says no is told as the proxy’s fault', async () => {
    await using refusing = await serve(statuses(407));
    const proxies = [await deadAddress(), refusing.url].map((url) => new URL(url).origin);
    for (const proxy of proxies) {
      const throughProxy = openEgress({ ...DIRECT, proxy });
      const [receipt] = await deliver(throughProxy, contextWith({ url: 'http://receiver.example/tmas' }), [oneDay]);
      await throughProxy.close();

      expect(receipt).toMatchObject({ status: 'retry', cause: { detail: { problem: 'egress.proxy' } } });
    }
  });

  test('because its address is none is told so', async () => {
    const [receipt] = await deliver(egress, contextWith({ url: 'http://receiver.example:99999/' }), [oneDay]);

    expect(receipt).toMatchObject({ status: 'retry', cause: { detail: { problem: 'egress.blocked' } } });
  });
});

describe('an answer’s body', () => {
  test('does not matter to a 200: binary, HTML or long', async () => {
    const bodies = [Buffer.from([0, 255, 254, 128]), '<html>welcome</html>', 'x'.repeat(200 * 1024)];
    for (const body of bodies) {
      const { status } = await outcome((_request, response) => response.writeHead(200).end(body));

      expect(status).toBe('accepted');
    }
  });

  test.each([
    [200, 'accepted'],
    [500, 'retry'],
  ])('that never ends is cut while it is read, and its %d holds', async (status, expected) => {
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const { status: result, cause } = await outcome((_request, response) => {
      response.writeHead(status);
      const pour = (): void => {
        let more = true;
        while (more && !response.destroyed) {
          more = response.write(chunk);
          written += chunk.length;
        }
      };
      response.on('drain', pour);
      pour();
    });

    expect([result, cause?.http?.status ?? 200]).toEqual([expected, status]);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test('that claims to be packed and is not does not undo a 200', async () => {
    const { status } = await outcome((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
    );

    expect(status).toBe('accepted');
  });

  test('that is binary or long is kept short and readable', async () => {
    const binary = Buffer.from(Array.from({ length: 4096 }, (_, index) => index % 256));
    const { cause: ofBinary } = await outcome((_request, response) => response.writeHead(422).end(binary));
    const { cause: ofLong } = await outcome((_request, response) => response.writeHead(422).end('x'.repeat(100_000)));

    // oxlint-disable-next-line no-control-regex -- the control characters are what must not be there
    expect(ofBinary?.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\ufffd]/);
    expect(JSON.stringify(ofBinary).length).toBeLessThan(4096);
    expect(JSON.stringify(ofLong).length).toBeLessThan(4096);
  });
});
