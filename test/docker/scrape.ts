import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asked, QUERIES } from './dashboards.ts';
import { freePort } from '../support/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { type Running, start } from './process.ts';
import { type PrometheusSettings, writeSettings } from './prometheus-settings.ts';
import { ALERTS, metricsIn, RECORDED } from './rules.ts';

/** What a range of queries looks back over: a few scrapes. */
const INTERVAL = '10s';
const SCRAPES = 12;

export interface Answer {
  /** Board and title of a panel, or the name of a rule. */
  readonly name: string;
  readonly expr: string;
  /** What Prometheus objects to; null where it answers. */
  readonly error: string | null;
  readonly series: number;
}

export interface Findings {
  readonly panels: readonly Answer[];
  readonly recorded: readonly Answer[];
  readonly alerts: readonly Answer[];
  /** Of the metrics that a panel or rule asks for, those without any series. */
  readonly absentMetrics: readonly string[];
  /** Alerts that fire or are about to, with what they say. */
  readonly firing: ReadonlyArray<{ readonly name: string; readonly description: string }>;
}

interface QueryAnswer {
  readonly status: string;
  readonly error?: string;
  readonly data?: { readonly result: readonly unknown[] };
}

interface AlertsAnswer {
  readonly data: {
    readonly alerts: ReadonlyArray<{
      readonly state: 'pending' | 'firing';
      readonly labels: { readonly alertname: string };
      readonly annotations: { readonly description: string };
    }>;
  };
}

/** A real Prometheus with our rules that scrapes a daemon each second. */
export class Scrape {
  private constructor(
    private readonly prometheus: Running,
    private readonly folder: string,
  ) {}

  static async of(daemon: string, options: Omit<PrometheusSettings, 'daemon'> = {}): Promise<Scrape> {
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-prometheus-'));
    mkdirSync(join(folder, 'store'));
    const file = writeSettings(folder, { daemon, ...options });
    const port = await freePort();
    const words = [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'store')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    return new Scrape(await start('prometheus', { words, port, ready: '/-/ready' }), folder);
  }

  /** After a dozen scrapes, so that rates have something to go by, and once `isReady` holds. */
  async findings(
    isReady: (ask: (expr: string) => Promise<number>) => Promise<boolean> = async () => true,
  ): Promise<Findings> {
    const ask = async (expr: string): Promise<number> => (await this.query(expr)).series;
    const isScraped = async (): Promise<boolean> =>
      (await ask(`count_over_time(up{job="tillbridge"}[1h]) >= ${SCRAPES}`)) > 0;
    await eventually(isScraped, 'the daemon was not scraped', 60_000);
    await eventually(() => isReady(ask), 'what the daemon does is not to be seen', 120_000);
    const wanted = new Set([...QUERIES, ...ALERTS, ...RECORDED].flatMap(({ expr }) => metricsIn(expr)));
    const metrics = [...wanted].filter((name) => !name.includes(':'));
    const absent = await Promise.all(metrics.map(async (name) => ((await ask(name)) === 0 ? [name] : [])));
    return {
      panels: await this.answers(QUERIES.map(({ panel, expr }) => ({ name: panel, expr }))),
      recorded: await this.answers(RECORDED.map(({ record, expr }) => ({ name: record, expr }))),
      alerts: await this.answers(ALERTS.map(({ alert, expr }) => ({ name: alert, expr }))),
      absentMetrics: absent.flat().toSorted(),
      firing: await this.firing(),
    };
  }

  /** Names of what fires now, each once. */
  async alertNames(): Promise<string[]> {
    const firing = (await this.alerts()).filter(({ state }) => state === 'firing');
    return [...new Set(firing.map(({ labels }) => labels.alertname))].toSorted();
  }

  async stop(): Promise<void> {
    await this.prometheus.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private answers(wanted: ReadonlyArray<{ readonly name: string; readonly expr: string }>): Promise<Answer[]> {
    return Promise.all(wanted.map(async ({ name, expr }) => ({ name, expr, ...(await this.query(expr)) })));
  }

  private async query(expr: string): Promise<{ readonly error: string | null; readonly series: number }> {
    const body = new URLSearchParams({ query: asked(expr, INTERVAL) });
    const response = await fetch(`${this.prometheus.url}/api/v1/query`, { method: 'POST', body });
    const { status, error = 'no reason given', data } = (await response.json()) as QueryAnswer;
    return status === 'success' ? { error: null, series: data?.result.length ?? 0 } : { error, series: 0 };
  }

  private async firing(): Promise<Findings['firing']> {
    const alerts = await this.alerts();
    return alerts.map(({ labels, annotations }) => ({ name: labels.alertname, description: annotations.description }));
  }

  private async alerts(): Promise<AlertsAnswer['data']['alerts']> {
    const response = await fetch(`${this.prometheus.url}/api/v1/alerts`);
    return ((await response.json()) as AlertsAnswer).data.alerts;
  }
}
