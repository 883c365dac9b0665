import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { freePort } from '../support/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { edit } from '../support/person.ts';
import { Doorway } from '../support/doorway.ts';
import { Workplace } from '../support/workplace.ts';

describe('PostgreSQL that cannot be reached for a while', () => {
  let workplace: Workplace;
  let door: Doorway;
  let daemon: Daemon | null = null;

  beforeEach(async () => {
    workplace = await Workplace.open('PostgreSQL', {
      now: '2026-05-15T10:30:00Z',
      from: '2026-05-12',
      to: '2026-05-20',
      frozen: false,
    });
    const { hostname, port } = new URL(workplace.databaseUrl);
    door = await Doorway.open({ host: hostname, port: Number(port) }, await freePort());
    edit(workplace, (text) => text.replace(`${hostname}:${port}`, `127.0.0.1:${door.port}`));
  });

  afterEach(async () => {
    daemon?.send('SIGKILL');
    await daemon?.ended();
    await door.shut();
    await workplace.close();
  });

  it('F40: makes it unready but keeps it alive, and it resumes by itself', async () => {
    const running = await Daemon.start(workplace);
    daemon = running;

    await door.shut();
    await eventually(
      async () => (await running.status('/health/ready')) === 503,
      () => `it stayed ready: ${running.text}`,
    );
    const live = await running.status('/health/live');
    await door.reopen();
    await running.ready();
    const job = await running.import({ from: '2026-05-13', to: '2026-05-13' });
    await eventually(
      async () => (await running.job(job)) === 'done',
      () => `the import was not worked: ${running.text}`,
    );

    expect({ live, exitCode: await running.stop() }).toEqual({ live: 200, exitCode: 0 });
  }, 120_000);
});
