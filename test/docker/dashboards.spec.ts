import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { dashboardFiles } from '../../docker/grafana/source/files.ts';
import { asked, DASHBOARD_FILES, DASHBOARDS, type DashboardPanel, QUERIES } from './dashboards.ts';
import { EXPORTED } from './exported-metrics.ts';
import { ALERTS, DOCKER, metricsIn, RECORDED } from './rules.ts';
import { describeWith, say } from './tool.ts';

const PROVISIONING = join(DOCKER, 'grafana', 'provisioning');

function panelsOf(panels: readonly DashboardPanel[]): DashboardPanel[] {
  return panels.filter(({ type }) => type !== 'row');
}

function overlap({ gridPos: one }: DashboardPanel, { gridPos: other }: DashboardPanel): boolean {
  const isBeside = one.x + one.w <= other.x || other.x + other.w <= one.x;
  const isBelow = one.y + one.h <= other.y || other.y + other.h <= one.y;
  return !isBeside && !isBelow;
}

describe.each(DASHBOARD_FILES)('the dashboard $name', (dashboard) => {
  it('is what its source tells: npm run dashboards:generate', async () => {
    const made = (await dashboardFiles()).get(dashboard.name);

    expect(readFileSync(join(DASHBOARDS, dashboard.name), 'utf8')).toBe(made);
  });

  it('can be provisioned anywhere: a fixed name, no number, the data source chosen by people', () => {
    expect(dashboard).toMatchObject({ id: null, refresh: '1m', timezone: 'browser', tags: ['tillbridge'] });
    expect(dashboard.uid).toMatch(/^tillbridge-[a-z]+$/);
    expect(dashboard).not.toHaveProperty('__inputs');
    expect(dashboard.templating.list[0]).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
    for (const { datasource, targets = [] } of panelsOf(dashboard.panels))
      expect([datasource, ...targets.map((target) => target.datasource)]).toEqual(
        Array.from({ length: targets.length + 1 }, () => ({ type: 'prometheus', uid: '${datasource}' })),
      );
  });

  it('leads to the runbooks', () => {
    expect(dashboard.links.find(({ title }) => title === 'Runbooks')?.url).toMatch(/runbooks/);
  });

  it.each(panelsOf(dashboard.panels))('explains $title and gives it a unit', (panel) => {
    expect(panel.description).toMatch(/\.$/);
    expect(panel.fieldConfig?.defaults.unit).toMatch(/\w/);
    expect(panel.targets?.length).toBeGreaterThan(0);
  });

  it('has no panel upon another, and numbers each once', () => {
    const { panels } = dashboard;

    const covered = panels.filter((panel, index) => panels.slice(index + 1).some((other) => overlap(panel, other)));

    expect(covered.map(({ title }) => title)).toEqual([]);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(panels.every(({ gridPos }) => gridPos.x + gridPos.w <= 24)).toBe(true);
  });

  it('names no runbook that is not there', () => {
    const named = panelsOf(dashboard.panels).flatMap(
      ({ description = '' }) => description.match(/Tillbridge[A-Z]\w+/g) ?? [],
    );
    const alerts = new Set(ALERTS.map(({ alert }) => alert));

    expect(named.filter((name) => !alerts.has(name))).toEqual([]);
  });
});

describe('the queries of the dashboards', () => {
  it('ask for nothing that is not exported or recorded', () => {
    const known = new Set([...EXPORTED, ...RECORDED.map(({ record }) => record)]);

    expect(QUERIES.flatMap(({ expr }) => metricsIn(expr)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('show no green nought where the service is gone and nobody knows', () => {
    const alwaysNought = QUERIES.filter(({ expr }) => expr.includes('vector(0)')).map(({ panel }) => panel);

    expect(alwaysNought).toEqual(['Tillbridge / Fleet / Alerts']);
  });

  it('show every metric, or an alert does', () => {
    const used = new Set([...QUERIES, ...ALERTS, ...RECORDED].flatMap(({ expr }) => metricsIn(expr)));
    const shown = (name: string): boolean =>
      used.has(name) || /_(sum|count)$/.test(name) || !name.startsWith('tillbridge_');

    expect([...EXPORTED].filter((name) => !shown(name))).toEqual([]);
  });
});

describeWith('promtool', 'promtool', () => {
  it.each(QUERIES)('reads the query of $panel', async ({ expr }) => {
    await expect(say('promtool', '--experimental', 'promql', 'format', asked(expr))).resolves.not.toBe('');
  });
});

describe('what Grafana is provisioned with', () => {
  it('is Prometheus under the address that the compose file gives it', () => {
    const sources = parse(readFileSync(join(PROVISIONING, 'datasources', 'prometheus.yaml'), 'utf8')) as {
      readonly datasources: ReadonlyArray<{
        readonly type: string;
        readonly url: string;
        readonly isDefault?: boolean;
      }>;
    };

    expect(sources.datasources.find(({ isDefault }) => isDefault === true)).toMatchObject({
      type: 'prometheus',
      url: 'http://prometheus:9090',
    });
  });

  it('are dashboards that can be changed in their files only', () => {
    const { providers } = parse(readFileSync(join(PROVISIONING, 'dashboards', 'tillbridge.yaml'), 'utf8')) as {
      readonly providers: ReadonlyArray<Readonly<Record<string, unknown>>>;
    };

    expect(providers).toEqual([
      expect.objectContaining({ type: 'file', allowUiUpdates: false, options: { path: '/etc/grafana/dashboards' } }),
    ]);
  });
});
