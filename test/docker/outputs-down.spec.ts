import { afterEach, expect, it } from '@jest/globals';
import { Receiver } from './receiver.ts';
import { Scene } from './scene.ts';
import { describeWith } from './tool.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

describeWith('prometheus-alertmanager', 'receivers that take nothing', () => {
  const ended: Array<() => Promise<unknown>> = [];

  afterEach(async () => {
    for (const end of ended.splice(0).toReversed()) await end();
  });

  async function receiver(): Promise<Receiver> {
    const opened = await Receiver.open();
    ended.push(() => opened.close());
    return opened;
  }

  it('are one page each, and make the service degraded but not unready', async () => {
    const [hook, picky] = [await receiver(), await receiver()];
    const output = (id: string, { url }: Receiver): string =>
      `  - { id: ${id}, kind: webhook, url: "${url}", secret: "${SECRET}", since: 1d }\n`;
    const scene = await Scene.open('SQLite', 3, { outputs: output('hook', hook) + output('picky', picky) });
    ended.push(() => scene.close());
    const queued = (id: string) => scene.metric(`tillbridge_delivery_queue_items{output="${id}"}`);
    await scene.until(
      async () => hook.taken > 0 && picky.taken > 0 && (await queued('hook')) === 0 && (await queued('picky')) === 0,
      'nothing was delivered',
    );

    hook.status = 503;
    picky.status = 422;
    await scene.comeToThePresent();
    const { scrape, pages } = await scene.watched();
    const told = async (): Promise<string[]> =>
      (await pages.told()).map(({ alertname, output: about }) => `${alertname} ${about}`).toSorted();
    await scene.until(
      async () => (await told()).includes('TillbridgeOutputBlocked hook'),
      'nobody was told of the receiver that is down',
    );
    await scene.until(
      async () => (await told()).includes('TillbridgeDeadDeliveries picky'),
      'nobody was told of the days that are refused',
    );
    const firing = await scrape.alertNames();

    expect(firing).toEqual(
      expect.arrayContaining(['TillbridgeDeadDeliveries', 'TillbridgeDeliveryFailing', 'TillbridgeOutputBlocked']),
    );
    await scene.until(
      async () => !(await told()).some((line) => /(Stale|Failing).* hook$/.test(line)),
      'what the blocked output explains was told too',
    );
    expect(await scene.health()).toEqual({ live: 200, ready: 200 });
    expect(await scene.details()).toMatchObject({
      status: 'degraded',
      details: {
        connections: [{ id: 'acme', status: 'up' }],
        outputs: [
          { id: 'hook', status: 'degraded' },
          { id: 'picky', status: 'degraded' },
        ],
      },
    });
    // What is refused for good does not arrive either. Where this took long, the receiver counts as down.
    expect((await told()).map((line) => line.replace('OutputBreakerOpen', 'OutputBlocked'))).toEqual([
      'TillbridgeDeadDeliveries picky',
      'TillbridgeManyLocationsStale picky',
      'TillbridgeOutputBlocked hook',
    ]);

    hook.status = 204;
    await scene.until(
      async () => !(await told()).some((line) => line.endsWith(' hook')),
      'the page did not end when everything was taken',
    );
    expect(await queued('hook')).toBe(0);
  }, 300_000);
});
