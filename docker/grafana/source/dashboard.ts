import type { Panel, Query } from './panel.ts';

/** Panels below a heading, from left to right; a panel that no longer fits begins a new line. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Board {
  /** Never changes, so that links to it hold. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly rows: readonly Row[];
  /** What may be chosen above the panels, as `$connection` in a query: label and the metric that has all its values. */
  readonly choices: ReadonlyArray<{ readonly label: string; readonly metric: string }>;
}

/** Where people find the runbooks: change it to your own address and make the dashboards again. */
const RUNBOOKS = 'docs/runbooks.md';

const COLUMNS = 24;
/** Chosen above the panels, because a fixed one would break wherever the source has another id. */
const SOURCE = { type: 'prometheus', uid: '${datasource}' };

/** The file that Grafana reads. */
export function dashboardJson({ uid, title, description, rows, choices }: Board): object {
  return {
    id: null,
    uid,
    title,
    description,
    tags: ['tillbridge'],
    schemaVersion: 39,
    version: 1,
    editable: false,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-24h', to: 'now' },
    timezone: 'browser',
    annotations: { list: [] },
    links: [
      { title: 'Tillbridge', type: 'dashboards', tags: ['tillbridge'], asDropdown: true, keepTime: true },
      { title: 'Runbooks', type: 'link', icon: 'doc', url: RUNBOOKS, targetBlank: true },
    ],
    templating: { list: [datasourceChoice(), ...choices.map(labelChoice)] },
    panels: placed(rows),
  };
}

function datasourceChoice(): object {
  return { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', refresh: 1 };
}

function labelChoice({ label, metric }: { readonly label: string; readonly metric: string }): object {
  return {
    name: label,
    label: label[0]?.toUpperCase() + label.slice(1),
    type: 'query',
    datasource: SOURCE,
    query: { query: `label_values(${metric}, ${label})`, refId: 'values' },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { text: 'All', value: '$__all' },
  };
}

function placed(rows: readonly Row[]): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    let lineHeight = 0;
    for (const panel of row.panels) {
      const height = panel.height ?? 8;
      if (x + panel.width > COLUMNS) {
        x = 0;
        y += lineHeight;
        lineHeight = 0;
      }
      panels.push(panelJson(panel, { id: panels.length + 1, gridPos: { x, y, w: panel.width, h: height } }));
      x += panel.width;
      lineHeight = Math.max(lineHeight, height);
    }
    y += lineHeight;
  }
  return panels;
}

function panelJson(panel: Panel, place: { readonly id: number; readonly gridPos: object }): object {
  const steps = panel.steps.map(({ from, color }) => ({ value: from, color }));
  return {
    ...place,
    type: panel.type,
    title: panel.title,
    description: panel.description,
    datasource: SOURCE,
    fieldConfig: {
      defaults: {
        unit: panel.unit,
        min: panel.type === 'timeseries' ? 0 : null,
        thresholds: { mode: 'absolute', steps },
      },
      overrides: panel.overrides,
    },
    ...panel.rest,
    targets: panel.queries.map((query, index) => target(query, index, panel)),
  };
}

function target({ expr, legend }: Query, index: number, { type, instant }: Panel): object {
  return {
    refId: 'ABCDEFGH'[index],
    datasource: SOURCE,
    expr,
    legendFormat: legend ?? '__auto',
    instant,
    range: !instant,
    format: type === 'table' ? 'table' : 'time_series',
  };
}
