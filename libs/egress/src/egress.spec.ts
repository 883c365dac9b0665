import { rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { type Egress, type EgressRequest, openEgress } from './egress.js';
import { EgressError, type EgressReason } from './error.js';
import { certificateMaker } from './testing/certificates.js';

const DIRECT = { proxy: null, noProxy: [], caFile: null };
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

describe('an exchange', () => {
  it('gives status, headers in lower case and the text of any answer', async () => {
    const url = await serve((_, response) => {
      response.writeHead(404, { 'X-Reason': 'none', 'Set-Cookie': ['a=1', 'b=2'] }).end('nothing here — rien');
    });

    const answer = await direct().send({ method: 'GET', url });

    expect(answer).toMatchObject({ status: 404, text: 'nothing here — rien' });
    expect(answer.headers).toMatchObject({ 'x-reason': 'none', 'set-cookie': 'a=1, b=2' });
  });

  it('sends method, headers and body', async () => {
    const url = await serve((request, response) => {
      const { method, headers: sent } = request;
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.end(JSON.stringify({ method, type: sent['content-type'], body })));
    });

    const headers = { 'content-type': 'text/plain' };
    const { text } = await direct().send({ method: 'POST', url, headers, body: 'hello' });

    expect(JSON.parse(text)).toEqual({ method: 'POST', type: 'text/plain', body: 'hello' });
  });

  it('unpacks gzip', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('packed'));
    });

    const { text } = await direct().send({ method: 'GET', url });

    expect(text).toBe('packed');
  });

  it('is cut at the limit for a caller who reads no more; what is packed then counts as empty', async () => {
    const plain = await serve((_, response) => response.end('a'.repeat(2_000_000)));
    const bomb = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a'.repeat(2_000_000)));
    });
    const limits = { answerBytes: 1000, beyond: 'cut' } as const;

    const answers = [
      await direct().send({ method: 'GET', url: plain, limits }),
      await direct().send({ method: 'GET', url: bomb, limits }),
    ];

    expect(answers.map(({ status, text }) => [status, text.length])).toEqual([
      [200, 1000],
      [200, 0],
    ]);
  });

  it('uses connections again', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      response.end();
    });
    const egress = direct();

    for (let turn = 0; turn < 6; turn++) await egress.send({ method: 'GET', url });

    expect(sockets.size).toBeLessThanOrEqual(2);
  });

  it('does not follow a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });

    const { status } = await direct().send({ method: 'GET', url });

    expect(status).toBe(302);
    expect(paths).toEqual(['/']);
  });
});

describe('an exchange that fails', () => {
  it('is told by name: the host is unknown', async () => {
    expect(await reasonOf({ url: 'http://no-such-host.invalid/' })).toBe('dns');
  });

  it('is told by name: nobody listens', async () => {
    const url = await serve(() => undefined);
    await closeAll();

    expect(await reasonOf({ url })).toBe('connect');
  });

  it('is told by name: no answer begins', async () => {
    const url = await serve(() => undefined);

    expect(await reasonOf({ url, limits: { headers: 200 } })).toBe('timeout');
  });

  it('is told by name: an answer drips without end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });

    expect(await reasonOf({ url, limits: { total: 300 } })).toBe('timeout');
  });

  it('is told by name: the connection breaks in the middle', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    });

    expect(await reasonOf({ url })).toBe('reset');
  });

  it('is told by name: gzip is cut off', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a'.repeat(1000)).subarray(0, 20));
    });

    expect(await reasonOf({ url })).toBe('reset');
  });

  it('is told by name: the answer is too large, packed or not', async () => {
    const plain = await serve((_, response) => response.end('a'.repeat(2000)));
    const bomb = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a'.repeat(2_000_000)));
    });

    expect(await reasonOf({ url: plain, limits: { answerBytes: 1000 } })).toBe('too_large');
    expect(await reasonOf({ url: bomb, limits: { answerBytes: 10_000 } })).toBe('too_large');
  });

  it('is told by name: headers without end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'x-long': 'a'.repeat(40_000) }).end();
    });

    expect(await reasonOf({ url })).toBe('too_large');
  });

  it('is told by name: the caller called it off', async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort());

    expect(await reasonOf({ url, signal: controller.signal })).toBe('aborted');
  });

  it('is told by name: not a web address', async () => {
    expect(await reasonOf({ url: 'file:///etc/passwd' })).toBe('blocked');
    expect(await reasonOf({ url: 'nonsense' })).toBe('blocked');
  });

  it('names the host only, for a path or a query may hold a secret', async () => {
    const url = await serve(() => undefined);
    await closeAll();

    const error = await failureOf({ url: `${url}hook/s3cret?key=s3cret` });

    expect(error.message).toContain(new URL(url).host);
    expect(error.message).not.toContain('s3cret');
  });
});

describe('a proxy', () => {
  it('carries what is not excepted, with name and password', async () => {
    const target = await serve((_, response) => response.end('target'));
    const seen: string[] = [];
    const proxy = await serve((request, response) => {
      seen.push(`${request.url} ${request.headers['proxy-authorization']}`);
      response.end('by proxy');
    });
    const egress = open({ ...DIRECT, proxy: proxy.replace('http://', 'http://ann:pa55@') });

    const { text } = await egress.send({ method: 'GET', url: target });

    expect(text).toBe('by proxy');
    expect(seen).toEqual([`${target} Basic ${Buffer.from('ann:pa55').toString('base64')}`]);
  });

  it('is passed by for a host in noProxy', async () => {
    const target = await serve((_, response) => response.end('target'));
    const proxy = await serve((_, response) => response.end('by proxy'));
    const egress = open({ ...DIRECT, proxy, noProxy: ['127.0.0.1'] });

    const { text } = await egress.send({ method: 'GET', url: target });

    expect(text).toBe('target');
  });

  it('is named as the cause when it is down, refuses, or wants a password; the password is never told', async () => {
    const down = await serve(() => undefined);
    await closeAll();
    const refusing = await serve((_, response) => response.writeHead(407).end());
    const tunnels = await serve(() => undefined);
    serverOf(tunnels)?.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));

    const errors = [
      await failureOf({ url: 'http://pos.invalid/' }, open({ ...DIRECT, proxy: down.replace('//', '//ann:pa55@') })),
      await failureOf({ url: 'http://pos.invalid/' }, open({ ...DIRECT, proxy: refusing })),
      await failureOf({ url: 'https://pos.invalid/' }, open({ ...DIRECT, proxy: tunnels })),
    ];

    expect(errors.map(({ reason }) => reason)).toEqual(['proxy', 'proxy', 'proxy']);
    expect(errors.map(({ message }) => message).join()).not.toContain('pa55');
  });

  it('is refused when it is no address, without repeating it', () => {
    const opening = (): Egress => open({ ...DIRECT, proxy: 'ann:pa55@proxy' });

    expect(opening).toThrow('egress.proxy_invalid');
    expect(opening).not.toThrow('pa55');
  });
});

const maker = certificateMaker();
const withCertificates = maker === null ? describe.skip : describe;

withCertificates('a server with a certificate of the company’s own authority (needs openssl)', () => {
  afterAll(() => rmSync(maker?.folder ?? '', { recursive: true, force: true }));

  it('is refused until the authority is named, then trusted beside the usual ones', async () => {
    const url = await serveTls('localhost');

    expect(await reasonOf({ url })).toBe('tls');
    const egress = open({ ...DIRECT, caFile: maker?.caFile ?? null });
    expect((await egress.send({ method: 'GET', url })).text).toBe('secret garden');
  });

  it('is refused when the certificate names another host or has expired', async () => {
    const other = await serveTls('elsewhere.example');
    const expired = await serveTls('localhost', 0);
    const egress = open({ ...DIRECT, caFile: maker?.caFile ?? null });

    expect(await reasonOf({ url: other }, egress)).toBe('tls');
    const error = await failureOf({ url: expired }, egress);
    expect(error.reason).toBe('tls');
    expect(error.message).toContain('CERT_HAS_EXPIRED');
  });

  it('is reached through a proxy’s tunnel, and the authority is still asked for', async () => {
    const url = await serveTls('localhost');
    const proxy = await serve(() => undefined);
    serverOf(proxy)?.on('connect', (request, socket) => {
      const [host = '', port] = (request.url ?? '').split(':');
      const far = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        far.pipe(socket).pipe(far);
      });
      for (const end of [far, socket]) end.on('error', () => undefined);
    });
    const trusting = open({ ...DIRECT, proxy, caFile: maker?.caFile ?? null });

    expect((await trusting.send({ method: 'GET', url })).text).toBe('secret garden');
    expect(await reasonOf({ url }, open({ ...DIRECT, proxy }))).toBe('tls');
  });
});

describe('network.caFile', () => {
  it('is refused when it holds no certificate', () => {
    expect(() => open({ ...DIRECT, caFile: import.meta.filename })).toThrow('egress.ca_unreadable');
    expect(() => open({ ...DIRECT, caFile: '/nowhere.pem' })).toThrow('egress.ca_unreadable');
  });
});

const servers = new Map<string, Server>();

async function serve(answer: RequestListener): Promise<string> {
  return listen(createServer(answer), 'http');
}

async function serveTls(host: string, days?: number): Promise<string> {
  const server = createTlsServer(maker?.issue(host, days) ?? {}, (_, response) => response.end('secret garden'));
  const url = await listen(server, 'https');
  return url.replace('127.0.0.1', 'localhost');
}

async function listen(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, scheme === 'https' ? 'localhost' : '127.0.0.1', resolve));
  const url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  servers.set(url, server);
  opened.push({ close: () => shut(server) });
  return url;
}

function serverOf(url: string): Server | undefined {
  return servers.get(url);
}

async function closeAll(): Promise<void> {
  for (const server of servers.values()) await shut(server);
}

async function shut(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

function open(network: Parameters<typeof openEgress>[0]): Egress {
  const egress = openEgress(network);
  opened.unshift(egress);
  return egress;
}

function direct(): Egress {
  return open(DIRECT);
}

async function failureOf(request: Partial<EgressRequest>, egress = direct()): Promise<EgressError> {
  try {
    await egress.send({ method: 'GET', url: '', ...request });
  } catch (error) {
    if (error instanceof EgressError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

async function reasonOf(request: Partial<EgressRequest>, egress = direct()): Promise<EgressReason> {
  return (await failureOf(request, egress)).reason;
}
