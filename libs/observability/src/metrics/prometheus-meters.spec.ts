import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { register } from 'prom-client';
import { defineMetrics } from './definition.js';
import type { MetricSource } from './meters.js';
import { PrometheusMeters } from './prometheus-meters.js';

const METRICS = defineMetrics({
  runs: { name: 'tillbridge_runs_total', type: 'counter', help: 'Runs.', labels: ['connection'] },
  time: {
    name: 'tillbridge_run_duration_seconds',
    type: 'histogram',
    help: 'How long a run took.',
    labels: ['connection'],
    buckets: [1, 10],
  },
  level: { name: 'tillbridge_level', type: 'gauge', help: 'A level.', labels: ['location'] },
  size: { name: 'tillbridge_size_bytes', type: 'gauge', help: 'A size.', labels: [] },
});

function aSource(collect: MetricSource['collect']): MetricSource {
  return { metrics: [METRICS.level, METRICS.size], collect };
}

/** The lines of a scrape whose name begins so, without the comments. */
async function lines(meters: PrometheusMeters, name: string): Promise<string[]> {
  const { text } = await meters.scrape();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('the metrics of a process', () => {
  it('count, and begin with 0 for what is known', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    meters.knowLabels(() => Promise.resolve({ connection: ['acme', 'basic'] }));

    meters.add(METRICS.runs, { connection: 'acme' }, 3);

    expect(await lines(meters, 'tillbridge_runs_total')).toEqual([
      'tillbridge_runs_total{connection="acme"} 3',
      'tillbridge_runs_total{connection="basic"} 0',
    ]);
    expect(await lines(meters, 'tillbridge_run_duration_seconds_count')).toEqual([
      'tillbridge_run_duration_seconds_count{connection="acme"} 0',
      'tillbridge_run_duration_seconds_count{connection="basic"} 0',
    ]);
  });

  it('are kept over further scrapes', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    meters.knowLabels(() => Promise.resolve({ connection: ['acme'] }));
    meters.observe(METRICS.time, { connection: 'acme' }, 4);
    await meters.scrape();

    const count = await lines(meters, 'tillbridge_run_duration_seconds_count');

    expect(count).toEqual(['tillbridge_run_duration_seconds_count{connection="acme"} 1']);
  });

  it('lose what belongs to something that is gone', async () => {
    let living = ['acme', 'basic'];
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    meters.knowLabels(() => Promise.resolve({ connection: living }));
    meters.add(METRICS.runs, { connection: 'basic' });
    await meters.scrape();

    living = ['acme'];

    expect((await meters.scrape()).text).not.toContain('basic');
  });

  it('are read anew from their sources at each scrape', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    const levels = new Map([
      ['0001', 5],
      ['0002', 7],
    ]);
    meters.register({
      levels: aSource((set) => {
        for (const [location, level] of levels) set.set(METRICS.level, { location }, level);
        return Promise.resolve();
      }),
    });
    await meters.scrape();

    levels.delete('0002');

    expect(await lines(meters, 'tillbridge_level{')).toEqual(['tillbridge_level{location="0001"} 5']);
  });

  it('are absent, not zero, where a source fails, and the others are there', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    meters.register({
      broken: { metrics: [METRICS.size], collect: () => Promise.reject(new Error('no database')) },
      whole: {
        metrics: [METRICS.level],
        collect: (set) => Promise.resolve(set.set(METRICS.level, { location: '0001' }, 1)),
      },
    });

    const { text } = await meters.scrape();

    expect(text).not.toMatch(/^tillbridge_size_bytes /m);
    expect(text).toContain('tillbridge_level{location="0001"} 1');
    expect(text).toContain('tillbridge_metric_source_failures_total{source="broken"} 1');
    expect(text).toContain('tillbridge_metric_source_failures_total{source="whole"} 0');
  });

  it('tell once that a source fails, and again when it does so after it had worked', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    let isBroken = true;
    const told: string[] = [];
    meters.whenSourceFails((source, error) => void told.push(`${source}: ${String(error)}`));
    meters.register({
      levels: aSource(() => (isBroken ? Promise.reject(new Error('no database')) : Promise.resolve())),
    });

    for (const broken of [true, true, false, true]) {
      isBroken = broken;
      await meters.scrape();
    }

    expect(told).toEqual(['levels: Error: no database', 'levels: Error: no database']);
  });

  it('wait for no source longer than it may take, and take nothing from it afterwards', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS], sourceLimit: 20 });
    const late = Promise.withResolvers<void>();
    meters.register({
      slow: aSource(async (set) => {
        await late.promise;
        set.set(METRICS.size, {}, 9);
      }),
    });

    const { text } = await meters.scrape();
    late.resolve();
    const again = await meters.scrape();

    expect(text).toContain('tillbridge_metric_source_failures_total{source="slow"} 1');
    expect(text).not.toMatch(/^tillbridge_size_bytes /m);
    expect(again.text).toMatch(/^tillbridge_size_bytes 9$/m);
  });

  it('are collected once for two that ask at the same time', async () => {
    let collections = 0;
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    meters.register({
      counted: aSource(async () => {
        collections += 1;
        await Promise.resolve();
      }),
    });

    await Promise.all([meters.scrape(), meters.scrape()]);

    expect(collections).toBe(1);
  });

  it('never throw at who measures, and say in a counter that something is wrong', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });

    meters.add(METRICS.runs, { nonsense: 'x' });
    meters.observe(METRICS.level, { location: '0001' }, 1);

    expect(await lines(meters, 'tillbridge_metric_source_failures_total')).toEqual([
      'tillbridge_metric_source_failures_total{source="meters"} 2',
    ]);
  });

  it('stand in a registry of their own', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    meters.add(METRICS.runs, { connection: 'acme' });

    expect(await register.metrics()).toBe('\n');
  });

  it('pass promtool, where it is installed', async () => {
    const meters = new PrometheusMeters({ catalogues: [METRICS] });
    const { text } = await meters.scrape();

    const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    if (checked.error !== undefined) {
      process.stdout.write('skipped: promtool (Debian package prometheus) is not installed\n');
      return;
    }

    expect(checked.stdout + checked.stderr).toBe('');
  });
});
