import { afterEach, describe, expect, it } from '@jest/globals';
import { Daemon } from '../support/daemon.ts';
import { Workplace } from '../support/workplace.ts';
import { EMPTY_METRICS, EMPTY_ANSWERS } from './may-be-empty.ts';
import { EXPORTED } from './exported-metrics.ts';
import { metricsIn, RECORDED } from './rules.ts';
import { QUERIES } from './dashboards.ts';
import { type Answer, type Findings, Scrape } from './scrape.ts';
import { describeWith, tell } from './tool.ts';

const HOUR = 3_600_000;

/** Whether something is there to see, or is named as what may be empty. */
function isEmptyUnexpectedly({ name, expr, series }: Answer): boolean {
  const metrics = metricsIn(expr);
  const isExplained = metrics.length > 0 && metrics.every((metric) => Object.hasOwn(EMPTY_METRICS, metric));
  return series === 0 && !isExplained && !Object.hasOwn(EMPTY_ANSWERS, name);
}

describeWith('prometheus', 'a Prometheus that scrapes the service', () => {
  const ended: Array<() => Promise<unknown>> = [];
  afterEach(async () => {
    for (const end of ended.splice(0).toReversed()) await end();
  });

  /** Three stores at the present hour, read each minute into two outputs; ready when all has reached them. */
  async function scraped(): Promise<{ readonly findings: Findings; readonly exposition: string }> {
    const now = new Date(Date.now());
    const dayBefore = new Date(now.getTime() - 24 * HOUR);
    const workplace = await Workplace.open('SQLite', {
      now: now.toISOString(),
      from: dayBefore.toISOString().slice(0, 10),
      to: new Date(now.getTime() + 24 * HOUR).toISOString().slice(0, 10),
      frozen: false,
      extra: '    schedule: { type: every, minutes: 1 }\n',
      outputs: `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites, since: 1d }
  - { id: analysts, kind: csv, layout: tally, directory: tally, since: 1d }
`,
    });
    ended.push(() => workplace.close());
    const daemon = await Daemon.start(workplace);
    ended.push(() => daemon.stop());
    const scrape = await Scrape.of(daemon.url);
    ended.push(() => scrape.stop());
    await fetch(`${daemon.url}/api/v1/connections`).then((response) => response.arrayBuffer());
    const findings = await scrape.findings(
      async (ask) =>
        (await ask('count(tillbridge_delivered_watermark_timestamp_seconds) >= 6')) > 0 &&
        (await ask('tillbridge_task_last_success_timestamp_seconds{task="import"}')) > 0,
    );
    return { findings, exposition: await (await fetch(`${daemon.url}/metrics`)).text() };
  }

  it('finds every metric, answers every query, shows something on every panel and has no alert', async () => {
    const { findings, exposition } = await scraped();

    const { panels, recorded, alerts, absentMetrics, firing } = findings;
    expect([...panels, ...recorded, ...alerts].filter(({ error }) => error !== null)).toEqual([]);
    expect(absentMetrics.filter((name) => !Object.hasOwn(EMPTY_METRICS, name))).toEqual([]);
    expect([...panels, ...recorded].filter(isEmptyUnexpectedly).map(({ name }) => name)).toEqual([]);
    expect(firing).toEqual([]);
    await expect(tell('promtool', exposition, 'check', 'metrics')).resolves.toBe('');
  }, 240_000);
});

describe('the list of what may be empty', () => {
  it('names what there is, and why', () => {
    const answers = new Set([...QUERIES.map(({ panel }) => panel), ...RECORDED.map(({ record }) => record)]);

    expect(Object.keys(EMPTY_METRICS).filter((name) => !EXPORTED.has(name))).toEqual([]);
    expect(Object.keys(EMPTY_ANSWERS).filter((name) => !answers.has(name))).toEqual([]);
    expect(Object.values({ ...EMPTY_METRICS, ...EMPTY_ANSWERS })).not.toContain('');
  });
});
