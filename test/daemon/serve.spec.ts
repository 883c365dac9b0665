import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Daemon, freePort } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { edit } from '../support/person.ts';
import { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-12', to: '2026-05-20', frozen: false };

const running: Daemon[] = [];

afterEach(async () => {
  for (const daemon of running.splice(0)) {
    daemon.send('SIGKILL');
    await daemon.ended();
  }
});

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
  }, 60_000);

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
    expect(first.events()).toContain('key.first');
    expect(second.events()).not.toContain('key.first');
  }, 90_000);
});

describe('a port that is taken', () => {
  it('B05: is told with its address, and leaves with 78', async () => {
    const workplace = await Workplace.open('SQLite', ACCOUNT);
    const port = await freePort();
    edit(workplace, (text) => `server: { port: ${port} }\n${text}`);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));

    const { text, exitCode } = await Daemon.command(workplace, 'serve');
    await new Promise((resolve) => taken.close(resolve));
    await workplace.close();

    expect({ text, exitCode }).toEqual({
      text: expect.stringContaining(`daemon.address_taken: The address 127.0.0.1:${port} is in use`),
      exitCode: 78,
    });
    expect(text).not.toMatch(/^\s+at /m);
  }, 60_000);
});

describe('two services on one SQLite file', () => {
  it('F42: the second one refuses with 75 and names the first', async () => {
    const workplace = await Workplace.open('SQLite', ACCOUNT);
    const first = await started(workplace);
    edit(workplace, (text) => text.replace(/^server: .*\n/, 'server: { port: 1 }\n'));

    const second = await Daemon.command(workplace, 'serve');
    const stillReady = await first.status('/health/ready');
    await first.stop();
    await workplace.close();

    expect({ exitCode: second.exitCode, stillReady }).toEqual({ exitCode: 75, stillReady: 200 });
    expect(second.err).toMatch(new RegExp(`^serve\\.already_running: .*${first.child.pid}`, 'm'));
  }, 90_000);
});

describe('a service whose output nobody reads', () => {
  it('F54: goes on, and ends in order', async () => {
    const workplace = await Workplace.open('SQLite', ACCOUNT);
    const daemon = await started(workplace);

    daemon.child.stdout.destroy();
    daemon.child.stderr.destroy();
    // A request is a line of the log.
    await daemon.status('/oauth/callback');
    await daemon.status('/oauth/callback');
    const ready = await daemon.status('/health/ready');
    const exitCode = await daemon.stop();
    await workplace.close();

    expect({ ready, exitCode }).toEqual({ ready: 200, exitCode: 0 });
  }, 60_000);
});

describe('a second signal', () => {
  it('ends the service at once', async () => {
    const workplace = await Workplace.open('SQLite', ACCOUNT);
    workplace.simulator.control('faults/hang', {});
    const daemon = await started(workplace);

    daemon.send('SIGTERM');
    await eventually(() => daemon.events().includes('daemon.stopping'), 'it did not begin to end');
    daemon.send('SIGTERM');
    const exitCode = await daemon.ended();
    await workplace.close();

    expect([0, 143]).toContain(exitCode);
  }, 60_000);
});
