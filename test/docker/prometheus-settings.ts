import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DOCKER } from './rules.ts';

export interface PrometheusSettings {
  /** Such as `http://127.0.0.1:8080`. */
  readonly daemon: string;
  /** Where alerts are sent. */
  readonly alertmanager?: string | undefined;
  /** Alerts fire as soon as their condition holds; what they look at stays as it is. */
  readonly isHurried?: boolean | undefined;
}

/** Ours in all that matters, each second instead of each half minute. */
export function writeSettings(folder: string, { daemon, alertmanager, isHurried = false }: PrometheusSettings): string {
  const rules = join(folder, 'rules');
  mkdirSync(rules);
  for (const path of globSync(join(DOCKER, 'prometheus', 'rules', '*.yml'))) {
    const copy = join(rules, basename(path));
    if (isHurried) writeFileSync(copy, readFileSync(path, 'utf8').replaceAll(/^( +for:) .*$/gm, '$1 1s'));
    else copyFileSync(path, copy);
  }
  const file = join(folder, 'prometheus.yml');
  const told = alertmanager === undefined ? [] : [{ static_configs: [{ targets: [new URL(alertmanager).host] }] }];
  const settings = {
    global: {
      scrape_interval: '1s',
      scrape_timeout: '1s',
      evaluation_interval: '1s',
      external_labels: { site: 'test', runbooks: 'docs/runbooks.md' },
    },
    alerting: { alertmanagers: told },
    rule_files: [join(rules, '*.yml')],
    scrape_configs: [{ job_name: 'tillbridge', static_configs: [{ targets: [new URL(daemon).host] }] }],
  };
  // Prometheus reads YAML, of which JSON is a part.
  writeFileSync(file, JSON.stringify(settings));
  return file;
}
