import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DOCKER } from './rules.ts';

export const DASHBOARDS = join(DOCKER, 'grafana', 'dashboards');

export interface DashboardFile {
  readonly name: string;
  readonly id: unknown;
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly refresh: string;
  readonly timezone: string;
  readonly links: ReadonlyArray<{ readonly title: string; readonly url?: string }>;
  readonly templating: {
    readonly list: ReadonlyArray<{ readonly name: string; readonly type: string; readonly query: unknown }>;
  };
  readonly panels: readonly DashboardPanel[];
}

export interface DashboardPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly uid: string };
  readonly fieldConfig?: { readonly defaults: { readonly unit?: string } };
  readonly targets?: ReadonlyArray<{ readonly expr: string; readonly datasource: { readonly uid: string } }>;
}

export const DASHBOARD_FILES: readonly DashboardFile[] = globSync(join(DASHBOARDS, '*.json'))
  .toSorted()
  .map((path) => ({
    ...(JSON.parse(readFileSync(path, 'utf8')) as Omit<DashboardFile, 'name'>),
    name: basename(path),
  }));

/** A query of a panel, with what the panel is called. */
export interface PanelQuery {
  readonly panel: string;
  readonly expr: string;
}

export const QUERIES: readonly PanelQuery[] = DASHBOARD_FILES.flatMap((dashboard) =>
  dashboard.panels.flatMap((panel) =>
    (panel.targets ?? []).map(({ expr }) => ({ panel: `${dashboard.title} / ${panel.title}`, expr })),
  ),
);

/** As Grafana asks it with everything chosen; a range that suits a scrape every few seconds, where a test has those. */
export function asked(expr: string, interval = '5m'): string {
  return expr.replaceAll('$__rate_interval', interval).replaceAll(/\$(connection|output)\b/g, '.*');
}
