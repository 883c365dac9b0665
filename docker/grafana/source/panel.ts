/** One question to Prometheus. */
export interface Query {
  readonly expr: string;
  /** How a line is called, with labels such as `{{connection}}`. */
  readonly legend?: string;
}

export interface Step {
  readonly from: number | null;
  readonly color: 'green' | 'yellow' | 'red' | 'blue';
}

export interface PanelText {
  readonly title: string;
  /** What it shows and what to make of it: every panel has one. */
  readonly description: string;
  /** Of Grafana's units: `s`, `percentunit`, `dateTimeFromNow` (milliseconds), `short`. */
  readonly unit: string;
  /** Of 24 columns. */
  readonly width: number;
  readonly height?: number;
}

/** A panel without its place and number; the dashboard gives it those. */
export interface Panel extends PanelText {
  readonly type: 'stat' | 'timeseries' | 'table';
  readonly queries: readonly Query[];
  readonly instant: boolean;
  readonly rest: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  readonly overrides: readonly unknown[];
}

export const STEPS = {
  plain: [{ from: null, color: 'blue' }],
  zeroIsGood: [
    { from: null, color: 'green' },
    { from: 1, color: 'red' },
  ],
  oneIsGood: [
    { from: null, color: 'red' },
    { from: 1, color: 'green' },
  ],
  objective: [
    { from: null, color: 'red' },
    { from: 0.95, color: 'yellow' },
    { from: 0.99, color: 'green' },
  ],
} as const satisfies Record<string, readonly Step[]>;

/** One number of now. */
export function stat(text: PanelText, expr: string, steps: readonly Step[] = STEPS.plain): Panel {
  const options = {
    colorMode: 'value',
    graphMode: 'none',
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
  };
  return {
    height: 4,
    ...text,
    type: 'stat',
    queries: [{ expr }],
    instant: true,
    rest: { options },
    steps,
    overrides: [],
  };
}

/** Lines over time. */
export function graph(text: PanelText, ...queries: readonly Query[]): Panel {
  const options = {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  };
  return {
    height: 8,
    ...text,
    type: 'timeseries',
    queries,
    instant: false,
    rest: { options },
    steps: STEPS.plain,
    overrides: [],
  };
}

export interface Column {
  /** The label, or `Value` with the letter of the query where there are several. */
  readonly field: string;
  readonly heading: string;
  readonly unit?: string;
}

/**
 * The values of now, one row for each set of labels; several queries are joined by their labels. Columns stand in the
 * order in which they are listed.
 */
export function table(text: PanelText, columns: readonly Column[], ...queries: readonly Query[]): Panel {
  const isJoined = queries.length > 1;
  const indexByName = Object.fromEntries(columns.map(({ field }, index) => [field, index]));
  const renameByName = Object.fromEntries(columns.map(({ field, heading }) => [field, heading]));
  const organize = {
    id: 'organize',
    options: { excludeByName: { Time: true, __name__: true }, indexByName, renameByName },
  };
  return {
    height: 9,
    ...text,
    type: 'table',
    queries,
    instant: true,
    rest: {
      options: { showHeader: true, cellHeight: 'sm' },
      transformations: isJoined ? [{ id: 'merge', options: {} }, organize] : [organize],
    },
    steps: STEPS.plain,
    overrides: columns.flatMap(({ heading, unit }) =>
      unit === undefined
        ? []
        : [{ matcher: { id: 'byName', options: heading }, properties: [{ id: 'unit', value: unit }] }],
    ),
  };
}
