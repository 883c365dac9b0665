import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { DAY, DEFAULT_TALLY_RULES, HOUR } from '@tillbridge/domain';
import type { OutputInstance } from '@tillbridge/delivery';
import { PrometheusMeters } from '@tillbridge/observability/http';
import type { Output, OutputManifest } from '@tillbridge/plugin-kit';
import type { PluginRegistry } from '@tillbridge/registry';
import type { Settings } from '@tillbridge/settings';
import {
  acknowledge,
  declareConnection,
  declareLocations,
  declareMapping,
  knownLabels,
  markConnectionDeleted,
  raiseLedgerVersions,
  reachBack,
  saveFoldedDays,
  saveZone,
  type Store,
  writeCoverage,
  writeCredential,
} from '@tillbridge/store';
import { describeOnBothStores } from '../../../test/support/stores.ts';
import { METRIC_GROUPS, watched } from './watching.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');

const OUTPUT: OutputInstance = {
  id: 'tmas',
  kind: 'fake',
  output: { shapingSettings: () => ({}) } as unknown as Output,
  manifest: {} as OutputManifest,
  settings: {},
  since: 7 * DAY,
  hold: false,
};

const REGISTRY = {
  list: () => [{ state: 'found', manifest: { kind: 'connector', id: 'fake', version: '1.0.0' } }],
} as unknown as PluginRegistry;

const SETTINGS = {
  connections: [{ id: 'acme', schedule: { type: 'hourly', startTime: '00:02' } }],
  reading: { firstDepth: 7 * DAY },
} as unknown as Settings;

/** One location that was read and delivered up to an hour ago. */
async function aLocation(store: Store): Promise<void> {
  const at = { location: '0001', date: '2026-05-14' };
  const rules = JSON.stringify(DEFAULT_TALLY_RULES);
  await store.transaction(null, async (session) => {
    await declareConnection(session, { id: 'acme', connector: 'fake', label: 'Acme', active: true }, NOW);
    const location = { id: '0001', shop: '1', name: 'Front Street', region: 'East', currency: 'CAD', rules };
    await declareLocations(session, 'acme', [{ ...location, status: 'operational', from: null, to: null }]);
    await declareMapping(session, 'acme', [{ shop: '1', location: '0001', from: '', to: '' }]);
    await saveZone(session, '0001', { from: '', timeZone: 'America/Toronto' });
    const credential = { connectionId: 'acme', sealed: '', version: 1, state: 'valid' as const, cause: null };
    await writeCredential(session, { ...credential, expectedVersion: 0, at: NOW });
    const part = { connectionId: 'acme', stream: 'sales' as const, shops: ['1'], from: NOW - 8 * DAY, to: NOW };
    await writeCoverage(session, part, NOW);
    await raiseLedgerVersions(session, [{ ...at, trigger: 'sale.new' }]);
    const folded = { foldedVersion: 1, revision: 2, rules, timeZone: 'America/Toronto', notes: '' };
    await saveFoldedDays(session, [{ ...at, ...folded }]);
    await reachBack(session, 'tmas', [{ location: '0001', firstDate: '2026-05-14' }]);
    const ack = { ...at, revision: 1, hash: 'x', reference: null, ackedTo: NOW - HOUR, resendMark: 0 };
    await acknowledge(session, 'tmas', [ack], NOW);
  });
}

function metersOver(store: Store): PrometheusMeters {
  const vault = {
    read: () => Promise.resolve({ version: 1, revoked: null, grant: { expiresAt: NOW + HOUR } as never }),
    saveFresh: () => Promise.reject(new Error('not here')),
    markRevoked: () => Promise.reject(new Error('not here')),
  };
  const meters = new PrometheusMeters({ catalogues: METRIC_GROUPS.map(({ catalogue }) => catalogue) });
  const scope = { store, vault, clock: { now: () => NOW }, settings: SETTINGS, outputs: [OUTPUT], registry: REGISTRY };
  meters.register(watched(scope).sources);
  meters.knowLabels(() => knownLabels(store, { connections: ['acme'], outputs: ['tmas'] }));
  return meters;
}

describeOnBothStores('a scrape', (stores) => {
  it('tells how everything stands', async () => {
    const store = await stores.open();
    await aLocation(store);

    const { text } = await metersOver(store).scrape();

    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'tillbridge_connection_authorized{connection="acme"} 1',
        'tillbridge_location_info{location="0001",name="Front Street",connection="acme",region="East"} 1',
        'tillbridge_location_operational{location="0001"} 1',
        `tillbridge_imported_watermark_timestamp_seconds{location="0001"} ${NOW / 1000}`,
        `tillbridge_delivered_watermark_timestamp_seconds{location="0001",output="tmas"} ${(NOW - HOUR) / 1000}`,
        `tillbridge_delivery_deadline_timestamp_seconds{location="0001",output="tmas"} ${Date.parse('2026-05-14T17:12:00Z') / 1000}`,
        'tillbridge_delivery_queue_items{output="tmas"} 1',
        `tillbridge_oauth_token_expiry_timestamp_seconds{connection="acme"} ${(NOW + HOUR) / 1000}`,
        'tillbridge_plugin_up{connector="fake"} 1',
        `tillbridge_state_store_up{backend="${store.dialect}"} 1`,
        'tillbridge_delivery_failures_total{output="tmas",reason="output.unreachable"} 0',
        'tillbridge_pos_requests_total{connection="acme",operation="read_sales"} 0',
        'tillbridge_metric_source_failures_total{source="deliveries"} 0',
      ]),
    );
    expect(text).not.toMatch(/source_failures_total\{[^}]*\} [1-9]/);
  });

  it('tells nothing more of a connection that was deleted', async () => {
    const store = await stores.open();
    await aLocation(store);
    const meters = metersOver(store);
    await meters.scrape();

    await store.transaction(null, (session) => markConnectionDeleted(session, 'acme', NOW));
    const { text } = await meters.scrape();

    expect(text).not.toMatch(/"(?:acme|0001)"/);
  });

  it('passes promtool, where it is installed', async () => {
    const store = await stores.open();
    await aLocation(store);
    const { text } = await metersOver(store).scrape();

    const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    if (checked.error !== undefined) {
      process.stdout.write('skipped: promtool (Debian package prometheus) is not installed\n');
      return;
    }

    expect(checked.stdout + checked.stderr).toBe('');
    expect(checked.status).toBe(0);
  });
});
