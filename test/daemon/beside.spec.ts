import { afterEach, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-12', to: '2026-05-20', frozen: false };
const WINDOW = { from: '2026-05-13', to: '2026-05-14' };

let daemon: Daemon | null = null;

afterEach(async () => {
  daemon?.send('SIGKILL');
  await daemon?.ended();
  daemon = null;
});

describeOnBothDatabases('commands beside the service', (workplaces) => {
  it('are followed, and what they change is heeded', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    daemon = await Daemon.start(workplace);
    const run = (...words: string[]): Promise<Daemon> => Daemon.command(workplace, ...words);

    const sync = await run('sync', 'acme', '--from', WINDOW.from, '--to', WINDOW.to, '--deliver');
    const figures = differences(workplace, { ...WINDOW, ignoreOtherDates: true });
    const status = await run('locations', 'acme', 'status', '0001', 'temporarily_closed', '--reason', 'repairs');
    const pause = await run('connections', 'pause', 'acme');
    const refused = await daemon.api('POST', '/jobs', { connection: 'acme', deliver: true });
    const told = await daemon.api('GET', '/locations/0001');

    expect([sync.text, sync.exitCode]).toEqual([expect.any(String), 0]);
    expect(figures).toEqual([]);
    expect([status.exitCode, pause.exitCode, refused.status]).toEqual([0, 0, 409]);
    expect(JSON.stringify(told.body)).toContain('temporarily_closed');
    expect(await daemon.stop()).toBe(0);
  }, 120_000);
});
