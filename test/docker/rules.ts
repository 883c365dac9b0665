import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const DOCKER = join(import.meta.dirname, '..', '..', 'docker');
export const RULE_FILES = globSync(join(DOCKER, 'prometheus', 'rules', '*.yml')).toSorted();
export const RULE_TESTS = globSync(join(DOCKER, 'prometheus', 'tests', '*.test.yml')).toSorted();

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface RecordedRule {
  readonly record: string;
  readonly expr: string;
}

interface RuleFile {
  readonly groups: ReadonlyArray<{ readonly name: string; readonly rules: ReadonlyArray<Alert | RecordedRule> }>;
}

const rules = RULE_FILES.flatMap((path) =>
  (parse(readFileSync(path, 'utf8')) as RuleFile).groups.flatMap((group) => group.rules),
);

export const ALERTS: readonly Alert[] = rules.filter((rule) => 'alert' in rule);
export const RECORDED: readonly RecordedRule[] = rules.filter((rule) => 'record' in rule);

/** Of the metrics that a Tillbridge exports or a rule records, those that an expression asks for. */
export function metricsIn(expression: string): string[] {
  const withoutLabels = expression
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\b(by|on|group_left|ignoring|without) *\([^)]*\)/g, '');
  const names = withoutLabels.match(/\b(?:[a-z_]+:)?(?:tillbridge|process|nodejs)_[a-z0-9_]+(?::[a-z0-9_]+)?\b/g) ?? [];
  return [...new Set(names)];
}
