import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect as netConnect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { certificateMaker } from '../../libs/egress/src/testing/certificates.ts';
import { tillbridge } from '../cli/terminal.ts';
import { click, linkIn, visit } from '../support/browser.ts';
import { freePort } from '../support/free-port.ts';
import { edit, withoutToken } from '../support/person.ts';
import { Workplace } from '../support/workplace.ts';

const maker = certificateMaker();
const withCertificates = maker === null ? describe.skip : describe;

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };

describe('connect --listen', () => {
  let workplace: Workplace;
  let address: string;

  beforeEach(async () => {
    address = `http://127.0.0.1:${await freePort()}/oauth/callback`;
    workplace = await Workplace.open('SQLite', { ...ACCOUNT, extra: `    redirectUri: "${address}"\n` });
    withoutToken(workplace);
  });

  afterEach(() => workplace.close());

  /** Runs the command with a browser that acts once the command listens. */
  async function listening(browser: (link: string) => Promise<void>, line = 'connect acme --listen --yes') {
    let said = '';
    const listens = Promise.withResolvers<void>();
    const hear = (text: string): void => {
      said += text;
      if (said.includes('Waiting for the browser')) listens.resolve();
    };
    const never = (_: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    const ended = tillbridge(workplace, line, { out: hear, err: hear, pause: never });
    await Promise.race([listens.promise, ended]);
    await browser(linkIn(said));
    return { exitCode: (await ended).exitCode, said };
  }

  it('takes the answer from the browser and shows a page that nothing can be read from', async () => {
    let page = { status: 0, text: '', headers: {} };

    const { exitCode } = await listening(async (opened) => {
      page = await visit(await click(opened, 'approve'));
    });

    expect(exitCode).toBe(0);
    expect(page).toMatchObject({
      status: 200,
      text: expect.stringContaining('<h1>Access granted</h1>'),
      headers: { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
    });
    await expect(visit(address)).rejects.toThrow('ECONNREFUSED');
  });

  it('turns everything else away and goes on waiting', async () => {
    const statuses: number[] = [];

    const { exitCode } = await listening(async (opened) => {
      const right = await click(opened, 'approve');
      const stray = [
        await visit(address),
        await visit(`${address}?code=a&state=made-up`),
        await visit(`${address}?error=access_denied&error_description=%3Cscript%3E&state=made-up`),
        await visit(`${address}?code=a&code=b&state=c`),
        await visit(right, { method: 'POST' }),
        await visit(right, { host: 'attacker.example' }),
        await visit(new URL('/favicon.ico', address).href),
      ];
      statuses.push(...stray.map(({ status }) => status), (await visit(right)).status);
      expect(stray.map(({ text }) => text).join('')).not.toContain('<script>');
    });

    expect(statuses).toEqual([400, 400, 400, 400, 405, 400, 404, 200]);
    expect(exitCode).toBe(0);
  });

  it('ends although a browser holds a connection ready that it never uses', async () => {
    const { hostname, port } = new URL(address);
    const unused: Socket[] = [];

    const { exitCode } = await listening(async (opened) => {
      unused.push(netConnect(Number(port), hostname));
      await visit(await click(opened, 'approve'));
    });

    expect(exitCode).toBe(0);
    for (const socket of unused) socket.destroy();
  });

  it('takes one of two clicks', async () => {
    const statuses: number[] = [];

    const { exitCode } = await listening(async (opened) => {
      const right = await click(opened, 'approve');
      const clicks = await Promise.all([visit(right), visit(right)]);
      statuses.push(...clicks.map(({ status }) => status).toSorted());
    });

    expect({ exitCode, statuses }).toEqual({ exitCode: 0, statuses: [200, 400] });
  });

  it('ends with a refusal, which the page explains', async () => {
    let text = '';

    const { exitCode } = await listening(async (opened) => {
      ({ text } = await visit(await click(opened, 'deny')));
    });

    expect(exitCode).toBe(77);
    expect(text).toContain('oauth.access_denied: The access was refused at the POS');
  });

  it('gives up when nobody comes', async () => {
    const { exitCode, err } = await tillbridge(workplace, 'connect acme --listen --yes', {
      pause: async () => undefined,
    });

    expect(exitCode).toBe(77);
    expect(err).toContain('connect.nobody_came: ');
    expect(err).toContain('leave out --listen');
    await expect(visit(address)).rejects.toThrow('ECONNREFUSED');
  });

  it.each([
    ['https://tills.example/oauth/callback', 2, 'connect.cannot_listen'],
    ['https://localhost/oauth/callback', 2, 'connect.certificate_missing'],
  ])('at %s leaves with %i', async (redirectUri, exitCode, code) => {
    edit(workplace, (text) => text.replace(address, redirectUri));
    workplace.simulator.control('redirect-uris', { uri: redirectUri });

    const said = await tillbridge(workplace, 'connect acme --listen --yes');

    expect(said).toMatchObject({ exitCode, err: expect.stringContaining(`${code}: `) });
  });

  withCertificates('at an HTTPS address', () => {
    it('shows the certificate that it was given', async () => {
      const secure = address.replace('http://127.0.0.1', 'https://localhost');
      edit(workplace, (text) => text.replace(address, secure));
      const { key = '', cert = '' } = maker?.issue('localhost') ?? {};
      writeFileSync(join(workplace.folder, 'localhost.pem'), cert + key);
      const ca = readFileSync(maker?.caFile ?? '');
      let status = 0;

      const { exitCode } = await listening(async (opened) => {
        ({ status } = await visit(await click(opened, 'approve'), { ca }));
      }, 'connect acme --listen --certificate localhost.pem --yes');

      expect({ exitCode, status }).toEqual({ exitCode: 0, status: 200 });
    });
  });

  it.each(['absent.pem', 'tillbridge.yaml'])('says that %s is no certificate', async (file) => {
    const said = await tillbridge(workplace, `connect acme --listen --certificate ${file} --yes`);

    expect(said).toMatchObject({ exitCode: 2, err: expect.stringContaining('connect.certificate_unusable: ') });
  });

  it('at a port that is taken says so', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(Number(new URL(address).port), '127.0.0.1', resolve));

    const said = await tillbridge(workplace, 'connect acme --listen --yes');
    await new Promise((resolve) => taken.close(resolve));

    expect(said).toMatchObject({ exitCode: 1, err: expect.stringContaining('connect.port_refused: ') });
  });
});
