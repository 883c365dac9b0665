import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATION, type Labels, Pages } from './pages.ts';
import { ALERTS } from './rules.ts';
import { describeWith, say } from './tool.ts';

const STALE = { alertname: 'TillbridgeLocationStale', severity: 'warning', output: 'tmas' };

describeWith('amtool', 'the configuration of the Alertmanager', () => {
  it('is one', async () => {
    await expect(say('amtool', 'check-config', CONFIGURATION)).resolves.toContain('SUCCESS');
  });

  const receivers = { critical: 'page', warning: 'tickets', info: 'notes' };

  it.each(ALERTS)('sends $alert to whom its severity concerns', async ({ alert, labels }) => {
    const severity = labels['severity'] as keyof typeof receivers;

    const about = [`alertname=${alert}`, `severity=${severity}`, 'connection=acme'];
    const answer = await say('amtool', 'config', 'routes', 'test', `--config.file=${CONFIGURATION}`, ...about);

    expect(answer.split('\n')[0]).toBe(receivers[severity]);
  });
});

describeWith('prometheus-alertmanager', 'one cause is one page', () => {
  let pages: Pages;

  beforeEach(async () => {
    pages = await Pages.open();
  });
  afterEach(() => pages.close());

  /** What is left for people when all of these fire at once: alert and the connection or location it is about. */
  async function told(firing: readonly Labels[]): Promise<string[]> {
    await pages.send(firing);
    await pages.settled();
    return (await pages.told())
      .map((labels) => [labels['alertname'], labels['location'] ?? labels['connection']].join(' ').trim())
      .toSorted();
  }

  it('a connection that must be authorised again is one page, other connections are told as ever', async () => {
    const left = await told([
      { alertname: 'TillbridgeReauthorizationRequired', severity: 'critical', connection: 'acme' },
      { alertname: 'TillbridgeImportFailing', severity: 'critical', connection: 'acme' },
      { alertname: 'TillbridgeTokenRefreshFailing', severity: 'warning', connection: 'acme' },
      { alertname: 'TillbridgeManyLocationsStale', severity: 'critical', connection: 'acme', output: 'tmas' },
      { ...STALE, connection: 'acme', location: '0001' },
      { ...STALE, connection: 'acme', location: '0002' },
      { ...STALE, connection: 'north', location: '0003' },
    ]);

    expect(left).toEqual(['TillbridgeLocationStale 0003', 'TillbridgeReauthorizationRequired acme']);
  });

  it.each(['TillbridgeImportFailing', 'TillbridgeImportNotRunning'])('%s is one page', async (alertname) => {
    const left = await told([
      { alertname, severity: 'critical', connection: 'acme' },
      { ...STALE, connection: 'acme', location: '0001' },
      {
        ...STALE,
        alertname: 'TillbridgeLocationStaleLong',
        severity: 'critical',
        connection: 'acme',
        location: '0001',
      },
      { alertname: 'TillbridgeLocationNeverDelivered', severity: 'warning', connection: 'acme', location: '0002' },
    ]);

    expect(left).toEqual([`${alertname} acme`]);
  });

  it('a receiver that takes nothing is one page, the same locations at another output are told', async () => {
    const left = await told([
      { alertname: 'TillbridgeOutputBlocked', severity: 'critical', output: 'hook' },
      { alertname: 'TillbridgeDeliveryFailing', severity: 'warning', output: 'hook' },
      { alertname: 'TillbridgeQueueOld', severity: 'warning', output: 'hook' },
      { ...STALE, output: 'hook', connection: 'acme', location: '0001' },
      { ...STALE, output: 'tmas', connection: 'acme', location: '0002' },
    ]);

    expect(left).toEqual(['TillbridgeLocationStale 0002', 'TillbridgeOutputBlocked']);
  });

  it('a receiver that is down for long is one page, whatever else its output would tell', async () => {
    const left = await told([
      { alertname: 'TillbridgeOutputBreakerOpen', severity: 'critical', output: 'hook' },
      { alertname: 'TillbridgeOutputBlocked', severity: 'critical', output: 'hook' },
      { alertname: 'TillbridgeDeliveryFailing', severity: 'warning', output: 'hook' },
      { alertname: 'TillbridgeQueueOld', severity: 'warning', output: 'hook' },
      { ...STALE, output: 'hook', connection: 'acme', location: '0001' },
      { alertname: 'TillbridgeManyLocationsStale', severity: 'critical', connection: 'acme', output: 'hook' },
      { alertname: 'TillbridgeDeadDeliveries', severity: 'warning', output: 'hook' },
      { alertname: 'TillbridgeDeliveryFailing', severity: 'warning', output: 'tmas' },
    ]);

    expect(left).toEqual(['TillbridgeDeadDeliveries', 'TillbridgeDeliveryFailing', 'TillbridgeOutputBreakerOpen']);
  });

  it('a failing output holds nothing back while no location is late there', async () => {
    const left = await told([
      { alertname: 'TillbridgeDeliveryFailing', severity: 'warning', output: 'hook' },
      { ...STALE, output: 'hook', connection: 'acme', location: '0001' },
    ]);

    expect(left).toEqual(['TillbridgeDeliveryFailing', 'TillbridgeLocationStale 0001']);
  });

  it.each(['TillbridgeDown', 'TillbridgeStateStoreDown'])('%s is the only page of its site', async (alertname) => {
    const left = await told([
      { alertname, severity: 'critical' },
      { alertname: 'TillbridgeReauthorizationRequired', severity: 'critical', connection: 'acme' },
      { ...STALE, connection: 'acme', location: '0001' },
      { ...STALE, connection: 'acme', location: '0002', site: 'other' },
      { alertname: 'NodeFilesystemFull', severity: 'critical' },
    ]);

    expect(left).toEqual(['NodeFilesystemFull', alertname, 'TillbridgeLocationStale 0002'].toSorted());
  });

  it('of two that say the same the graver is told', async () => {
    const left = await told([
      { ...STALE, connection: 'acme', location: '0001' },
      {
        ...STALE,
        alertname: 'TillbridgeLocationStaleLong',
        severity: 'critical',
        connection: 'acme',
        location: '0001',
      },
      { alertname: 'TillbridgeClockSkew', severity: 'warning', connection: 'north' },
      { alertname: 'TillbridgeClockSkewLarge', severity: 'critical', connection: 'north' },
    ]);

    expect(left).toEqual(['TillbridgeClockSkewLarge north', 'TillbridgeLocationStaleLong 0001']);
  });

  it('a clock that is minutes off is one page: what is late by it is not told, what fails is', async () => {
    const left = await told([
      { alertname: 'TillbridgeClockSkewLarge', severity: 'critical', connection: 'acme' },
      { alertname: 'TillbridgeImportNotRunning', severity: 'critical', connection: 'acme' },
      { alertname: 'TillbridgeManyLocationsStale', severity: 'critical', connection: 'acme', output: 'tmas' },
      { ...STALE, connection: 'acme', location: '0001' },
      { alertname: 'TillbridgeImportFailing', severity: 'critical', connection: 'acme' },
      { ...STALE, connection: 'north', location: '0003' },
    ]);

    expect(left).toEqual([
      'TillbridgeClockSkewLarge acme',
      'TillbridgeImportFailing acme',
      'TillbridgeLocationStale 0003',
    ]);
  });
});

describe('the inhibitions', () => {
  it('name only alerts that exist', () => {
    const named = readFileSync(CONFIGURATION, 'utf8').match(/Tillbridge[A-Za-z]+(?![.A-Za-z])/g) ?? [];
    const names = new Set(ALERTS.map(({ alert }) => alert));

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !names.has(name))).toEqual([]);
  });
});
