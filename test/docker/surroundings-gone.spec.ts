import { rmSync } from 'node:fs';
import { afterEach, expect, it } from '@jest/globals';
import { Doorway } from '../support/doorway.ts';
import { freePort } from '../support/free-port.ts';
import { edit } from '../support/person.ts';
import { Receiver } from './receiver.ts';
import { Scene } from './scene.ts';
import { describeWith } from './tool.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describeWith('prometheus-alertmanager', 'what the service stands on and works with is gone', () => {
  const ended: Array<() => Promise<unknown>> = [];

  afterEach(async () => {
    for (const end of ended.splice(0).toReversed()) await end();
  });

  it('a SQLite file that was removed makes it unready, and is the only page', async () => {
    const scene = await Scene.open('SQLite', 0);
    ended.push(() => scene.close());
    const { pages } = await scene.watched();
    const before = await scene.health();

    for (const end of ['', '-wal', '-shm']) {
      rmSync(scene.workplace.databaseUrl.replace('sqlite:', '') + end, { force: true });
    }
    await scene.until(async () => (await scene.health()).ready === 503, 'it stayed ready');
    await scene.until(async () => (await pages.told()).length > 0, 'nobody was told');

    expect([before, await scene.health()]).toEqual([
      { live: 200, ready: 200 },
      { live: 200, ready: 503 },
    ]);
    expect(await pages.told()).toMatchObject([{ alertname: 'TillbridgeStateStoreDown', backend: 'sqlite' }]);
  }, 120_000);

  it('a PostgreSQL that is away makes it unready, and is the only page until it is back', async () => {
    let door: Doorway | null = null;
    const scene = await Scene.open('PostgreSQL', 0, {}, async (workplace) => {
      const { hostname, port } = new URL(workplace.databaseUrl);
      const opened = await Doorway.open({ host: hostname, port: Number(port) }, await freePort());
      ended.push(() => opened.shut());
      door = opened;
      edit(workplace, (text) => text.replace(`${hostname}:${port}`, `127.0.0.1:${opened.port}`));
    });
    ended.push(() => scene.close());
    const { scrape, pages } = await scene.watched();
    const way = door as Doorway | null;

    await way?.shut();
    await scene.until(async () => (await scene.health()).ready === 503, 'it stayed ready');
    await scene.until(async () => (await pages.told()).length > 0, 'nobody was told');
    const away = { health: await scene.health(), told: await pages.told(), details: await scene.details() };
    await way?.reopen();
    await scene.until(
      async () => !(await scrape.alertNames()).includes('TillbridgeStateStoreDown'),
      'the alert did not end',
    );
    await scene.daemon.ready();

    expect(away.health).toEqual({ live: 200, ready: 503 });
    expect(away.told).toMatchObject([{ alertname: 'TillbridgeStateStoreDown', backend: 'postgresql' }]);
    expect(away.details).toMatchObject({ status: 503, code: 'api.store_away' });
    expect(await scene.health()).toEqual({ live: 200, ready: 200 });
  }, 180_000);

  it('without its point of sale and its receivers it stays ready, and says who is away', async () => {
    const hook = await Receiver.open();
    const outputs = `  - { id: hook, kind: webhook, url: "${hook.url}", secret: "${SECRET}", since: 1d }\n`;
    const scene = await Scene.open('SQLite', 3, { outputs });
    ended.push(() => scene.close());
    await scene.until(() => hook.taken > 0, 'nothing was delivered');

    await hook.close();
    scene.workplace.simulator.control('sales/add', { shopID: 1 });
    await scene.comeToThePresent();
    await scene.until(async () => isDegraded(await scene.details(), 'outputs'), 'the receiver is told as up');
    await scene.workplace.simulator.close();
    await scene.until(async () => isDegraded(await scene.details(), 'connections'), 'the point of sale is told as up');

    expect(await scene.health()).toEqual({ live: 200, ready: 200 });
    expect(await scene.details()).toMatchObject({ status: 'degraded' });
  }, 300_000);
});

function isDegraded(details: unknown, group: 'connections' | 'outputs'): boolean {
  const { details: groups } = details as { details: Record<string, ReadonlyArray<{ readonly status: string }>> };
  return groups[group]?.every(({ status }) => status === 'degraded') ?? false;
}
