import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { edit } from '../support/person.ts';
import { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-12', to: '2026-05-20', frozen: false };

const running: Daemon[] = [];

async function killAll(): Promise<void> {
  for (const daemon of running.splice(0)) {
    daemon.send('SIGKILL');
    await daemon.ended();
  }
}

afterEach(killAll);

async function started(...given: Parameters<typeof Daemon.start>): Promise<Daemon> {
  const daemon = await Daemon.start(...given);
  running.push(daemon);
  return daemon;
}

describeOnBothDatabases('the service', (workplaces) => {
  it('becomes ready, and SIGTERM ends it with 0', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const daemon = await started(workplace);

    const statuses = await Promise.all(
      ['/health/live', '/health/ready', '/metrics'].map((path) => daemon.status(path)),
    );
    const exitCode = await daemon.stop();

    expect({ statuses, exitCode, err: daemon.err }).toEqual({ statuses: [200, 200, 200], exitCode: 0, err: '' });
    expect(daemon.events()).toEqual(expect.arrayContaining(['daemon.started', 'daemon.stopping', 'daemon.stopped']));
    expect(daemon.events().at(-1)).toBe('daemon.stopped');
  });

  it('hands over the first API key in a file of its own, once, and never in the log', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const file = join(workplace.folder, 'first-api-key');

    const first = await started(workplace);
    const key = readFileSync(file, 'utf8');
    const mode = statSync(file).mode & 0o777;
    await first.stop();
    const second = await started(workplace);
    const again = readFileSync(file, 'utf8');
    await second.stop();

    expect({ key, mode }).toEqual({ key: expect.stringMatching(/^tbk_\w+_[\w-]+\n$/), mode: 0o600 });
    expect(again).toBe(key);
    expect(first.text + second.text).not.toContain(key.trim());
    expect(first.out).toContain(`"firstKeyIn":"${file}"`);
    expect(second.out).not.toContain('firstKeyIn');
  });
});

describe('on SQLite alone, where the database makes no difference', () => {
  let workplace: Workplace;

  beforeEach(async () => {
    workplace = await Workplace.open('SQLite', ACCOUNT);
  });

  afterEach(async () => {
    await killAll();
    await workplace.close();
  });

  it('B05: a port that is taken is told with its address, and leaves with 78', async () => {
    const port = await freePort();
    edit(workplace, (text) => `server: { port: ${port} }\n${text}`);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));

    const { text, exitCode } = await Daemon.command(workplace, 'serve');
    await new Promise((resolve) => taken.close(resolve));

    expect({ text, exitCode }).toEqual({
      text: expect.stringContaining(`daemon.address_taken: The address 127.0.0.1:${port} is in use`),
      exitCode: 78,
    });
    expect(text).not.toMatch(/^\s+at /m);
  });

  it('warns where the settings name no connection: a wrong folder looks well for ever', async () => {
    edit(workplace, (text) => text.replace(/^connections:\n(?: .*\n)+/m, ''));

    const daemon = await started(workplace);
    await daemon.stop();

    expect(daemon.events()).toContain('daemon.without_connections');
    expect(daemon.out).toContain(`"settings":"${workplace.settingsFile}"`);
  });

  it('F42: a second service on the file refuses with 75 and names the first', async () => {
    const first = await started(workplace);
    edit(workplace, (text) => text.replace(/^server: .*\n/, 'server: { port: 1 }\n'));

    const second = await Daemon.command(workplace, 'serve');
    const stillReady = await first.status('/health/ready');

    expect({ exitCode: second.exitCode, stillReady }).toEqual({ exitCode: 75, stillReady: 200 });
    expect(second.err).toMatch(new RegExp(`^serve\\.already_running: .*${first.child.pid}`, 'm'));
  });

  it('F54: goes on where nobody reads what it says, and ends in order', async () => {
    const daemon = await started(workplace);

    daemon.child.stdout.destroy();
    daemon.child.stderr.destroy();
    // A request is a line of the log.
    await daemon.status('/oauth/callback');
    await daemon.status('/oauth/callback');
    const ready = await daemon.status('/health/ready');

    expect({ ready, exitCode: await daemon.stop() }).toEqual({ ready: 200, exitCode: 0 });
  });

  it('tells nothing of itself or its framework in a header, and takes no request for another page', async () => {
    const daemon = await started(workplace);

    const response = await fetch(`${daemon.url}/api/docs`);
    const elsewhere = await fetch(`${daemon.url}/nothing-here`);

    expect(response.status).toBe(200);
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(elsewhere.status).toBe(404);
  });

  it('lets whoever shows a key read the details of health, and nobody else', async () => {
    const daemon = await started(workplace);
    const key = readFileSync(join(workplace.folder, 'first-api-key'), 'utf8').trim();
    const details = `${daemon.url}/health/details`;

    const [without, withKey] = await Promise.all([
      fetch(details),
      fetch(details, { headers: { authorization: `Bearer ${key}` } }),
    ]);

    expect([without.status, withKey.status]).toEqual([401, 200]);
  });
});
