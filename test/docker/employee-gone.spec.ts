import { afterEach, expect, it } from '@jest/globals';
import { tillbridge } from '../cli/terminal.ts';
import { approve, typed } from '../support/person.ts';
import { differences } from '../support/truth.ts';
import type { DatabaseName } from '../support/workplace.ts';
import { Scene } from './scene.ts';
import { describeWith } from './tool.ts';

const AUTHORIZED = 'tillbridge_connection_authorized{connection="acme"}';
const DELIVERED = 'tillbridge_delivered_watermark_timestamp_seconds{location="0003",output="tmas"}';

describeWith('prometheus-alertmanager', 'the employee who authorised is removed', () => {
  let scene: Scene;

  afterEach(() => scene.close());

  it.each<DatabaseName>(['SQLite', 'PostgreSQL'])(
    'is one page that says what to do, and whoever connects again has the gap filled, with %s',
    async (database) => {
      scene = await Scene.open(database, 3);
      const { workplace } = scene;
      await scene.until(async () => (await scene.metric(DELIVERED)) !== null, 'nothing was delivered');

      workplace.simulator.control('employees/lock');
      const check = await tillbridge(workplace, 'check acme');
      const sync = await tillbridge(workplace, 'sync acme --deliver');
      const french = await tillbridge(workplace, 'check acme --lang fr');

      expect([check.exitCode, sync.exitCode, french.exitCode]).toEqual([77, 77, 77]);
      for (const said of [check.out, sync.err]) {
        expect(said).toContain('auth.revoked: The POS no longer lets this connection in');
        expect(said).toMatch(
          /An owner or admin .*"tillbridge connect" prints a link; open it, log in, and click Allow/,
        );
        expect(said).toContain('Was the employee who authorised it locked or removed, another one does it');
      }
      expect(french.out).toMatch(/Un propriétaire ou administrateur .*cliquer sur « Allow »/);
      expect(french.out).not.toContain('en anglais');

      await scene.comeToThePresent();
      const { scrape, pages } = await scene.watched();
      await scene.until(
        async () => (await pages.told()).some(({ alertname }) => alertname === 'TillbridgeReauthorizationRequired'),
        'nobody was told',
      );
      await scene.until(
        async () => (await scrape.alertNames()).includes('TillbridgeManyLocationsStale'),
        'the locations are not late',
      );

      expect([await scene.metric(AUTHORIZED), await scene.health()]).toEqual([0, { live: 200, ready: 200 }]);
      expect(await scene.details()).toMatchObject({
        status: 'degraded',
        details: {
          connections: [{ id: 'acme', status: 'degraded', state: 'not_authorized', reason: expect.any(String) }],
        },
      });
      expect(await scrape.alertNames()).toEqual(
        expect.arrayContaining(['TillbridgeLocationStale', 'TillbridgeReauthorizationRequired']),
      );
      await scene.until(async () => (await pages.told()).length === 1, 'more than one page was told');
      expect(await pages.told()).toMatchObject([
        { alertname: 'TillbridgeReauthorizationRequired', connection: 'acme', severity: 'critical' },
      ]);
      expect(differences(workplace, { ...scene.window, ignoreOtherDates: true })).not.toEqual([]);

      workplace.simulator.control('employees/lock', { locked: false });
      const connected = await typed(workplace, 'connect acme', approve, 'yes');
      await scene.until(async () => (await scrape.alertNames()).length === 0, 'the alerts did not end');

      expect([connected.exitCode, await scene.metric(AUTHORIZED)]).toEqual([0, 1]);
      expect(await scene.details()).toMatchObject({ status: 'ok' });
      // An hour that ends meanwhile is read within the next minute.
      await scene.until(
        () => differences(workplace, { ...scene.window, ignoreOtherDates: true }).length === 0,
        'the gap was not filled',
      );
    },
    400_000,
  );
});
