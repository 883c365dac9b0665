import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { createDatabase } from '../support/postgresql.ts';
import type { DatabaseName } from '../support/workplace.ts';
import { EMPTY_METRICS, EMPTY_ANSWERS } from './may-be-empty.ts';
import { EXPORTED } from './exported-metrics.ts';
import { Receiver } from './receiver.ts';
import { metricsIn, RECORDED } from './rules.ts';
import { QUERIES } from './dashboards.ts';
import { Scene } from './scene.ts';
import { type Answer, type Findings, Scrape } from './scrape.ts';
import { describeWith, tell } from './tool.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

function emptyDatabase(): Promise<string> {
  const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'];
  if (server === undefined) throw new Error('the test set-up did not start PostgreSQL');
  return createDatabase(server, `warehouse_${process.pid}`);
}

/** Whether something is there to see, or is named as what may be empty. */
function isEmptyUnexpectedly({ name, expr, series }: Answer): boolean {
  const metrics = metricsIn(expr);
  const isExplained = metrics.length > 0 && metrics.every((metric) => Object.hasOwn(EMPTY_METRICS, metric));
  return series === 0 && !isExplained && !Object.hasOwn(EMPTY_ANSWERS, name);
}

/** What is not as it should be; all of them are empty where all is well. */
function faultsIn({ panels, recorded, alerts, absentMetrics, firing }: Findings) {
  return {
    errors: [...panels, ...recorded, ...alerts].filter(({ error }) => error !== null),
    absent: absentMetrics.filter((name) => !Object.hasOwn(EMPTY_METRICS, name)),
    empty: [...panels, ...recorded].filter(isEmptyUnexpectedly).map(({ name }) => name),
    firing,
  };
}

type Faults = ReturnType<typeof faultsIn>;

/**
 * What stays: the rules make something of a metric no sooner than a second after it has appeared, and to a Prometheus on a
 * busy machine a scrape that came late is a service that is down.
 */
async function lastingFaults(scrape: Scrape, first: Findings): Promise<Faults> {
  let faults = faultsIn(first);
  const areNone = (): boolean => Object.values(faults).every((found) => found.length === 0);
  await eventually(
    async () => {
      if (!areNone()) faults = faultsIn(await scrape.findings());
      return areNone();
    },
    '',
    30_000,
  ).catch(() => undefined);
  return faults;
}

describeWith('prometheus', 'a Prometheus that scrapes the service', () => {
  const ended: Array<() => Promise<unknown>> = [];
  afterEach(async () => {
    for (const end of ended.splice(0).toReversed()) await end();
  });

  /** Three stores at the present hour, read each minute into outputs of every kind; ready when all has reached them. */
  async function scraped(
    database: DatabaseName,
  ): Promise<{ readonly faults: Faults; readonly exposition: string; readonly skew: number }> {
    const hook = await Receiver.open();
    ended.push(() => hook.close());
    const warehouse = database === 'SQLite' ? 'sqlite:warehouse.db' : await emptyDatabase();
    const scene = await Scene.open(database, 0, {
      outputs: `  - { id: hook, kind: webhook, url: "${hook.url}", secret: "${SECRET}", since: 1d }
  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites, since: 1d }
  - { id: analysts, kind: csv, layout: tally, directory: tally, since: 1d }
  - { id: warehouse, kind: database, url: "${warehouse}", since: 1d }
`,
    });
    ended.push(() => scene.close());
    const scrape = await Scrape.of(scene.daemon.url);
    ended.push(() => scrape.stop());
    await scene.daemon.api('GET', '/connections');
    const findings = await scrape.findings(
      async (ask) =>
        (await ask('count(tillbridge_delivered_watermark_timestamp_seconds) >= 12')) > 0 &&
        (await ask('tillbridge_task_last_success_timestamp_seconds{task="import"}')) > 0,
    );
    const faults = await lastingFaults(scrape, findings);
    const exposition = await (await fetch(`${scene.daemon.url}/metrics`)).text();
    return {
      faults,
      exposition,
      skew: (await scene.metric('tillbridge_clock_skew_seconds{connection="acme"}')) ?? NaN,
    };
  }

  it.each<DatabaseName>(['SQLite', 'PostgreSQL'])(
    'finds every metric, answers every query, shows something on every panel and has no alert, with %s',
    async (database) => {
      const { faults, exposition, skew } = await scraped(database);

      expect(faults).toEqual({ errors: [], absent: [], empty: [], firing: [] });
      expect(Math.abs(skew)).toBeLessThan(5);
      await expect(tell('promtool', exposition, 'check', 'metrics')).resolves.toBe('');
    },
    240_000,
  );
});

describe('the list of what may be empty', () => {
  it('names what there is, and why', () => {
    const answers = new Set([...QUERIES.map(({ panel }) => panel), ...RECORDED.map(({ record }) => record)]);

    expect(Object.keys(EMPTY_METRICS).filter((name) => !EXPORTED.has(name))).toEqual([]);
    expect(Object.keys(EMPTY_ANSWERS).filter((name) => !answers.has(name))).toEqual([]);
    expect(Object.values({ ...EMPTY_METRICS, ...EMPTY_ANSWERS })).not.toContain('');
  });
});
