import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { EXPORTED } from './exported-metrics.ts';
import { ALERTS, DOCKER, metricsIn, RECORDED, RULE_FILES, RULE_TESTS } from './rules.ts';
import { describeWith, say } from './tool.ts';

const PROMETHEUS = join(DOCKER, 'prometheus');
const DOCS = join(DOCKER, '..', 'docs');
const NAMES = ALERTS.map(({ alert }) => alert);

function text(path: string): string {
  return readFileSync(path, 'utf8');
}

interface RuleTest {
  readonly tests: ReadonlyArray<{ readonly promql_expr_test?: readonly Question[] }>;
}

interface Question {
  readonly expr: string;
  readonly exp_samples?: ReadonlyArray<{ readonly labels: string }>;
}

const QUESTIONS = RULE_TESTS.flatMap((path) =>
  (parse(text(path)) as RuleTest).tests.flatMap((test) => test.promql_expr_test ?? []),
);

/** Whether a question about ALERTS names this alert; one about all of them proves nothing of it. */
function asksFor(alert: string, { expr }: Question): boolean {
  const [, operator, value = ''] = /alertname(=~?)"([^"]+)"/.exec(expr) ?? [];
  return operator !== undefined && new RegExp(`^(${value})$`).test(alert);
}

function expectsIt(alert: string, { expr, exp_samples: samples = [] }: Question): boolean {
  const isItAlone = expr.includes(`alertname="${alert}"`);
  return samples.some(({ labels }) => isItAlone || labels.includes(`alertname="${alert}"`));
}

describe('the alert rules', () => {
  it('each have a name of their own', () => {
    expect(NAMES).toEqual([...new Set(NAMES)]);
    expect(NAMES.length).toBeGreaterThan(20);
  });

  it.each(ALERTS)('$alert tells how grave it is, what is the matter and where to read on', (alert) => {
    expect(['critical', 'warning', 'info']).toContain(alert.labels['severity']);
    expect(alert.annotations['summary']).not.toMatch(/\{\{/);
    expect(alert.annotations['description']).toMatch(/\.$/);
    expect(alert.annotations['runbook_url']).toBe(`{{ $externalLabels.runbooks }}#${alert.alert.toLowerCase()}`);
  });

  it.each(['runbooks.md', 'runbooks.fr.md'])('%s has a section for every alert and for no other', (page) => {
    const sections = text(join(DOCS, page)).match(/^## Tillbridge\w+$/gm) ?? [];

    expect(sections.map((heading) => heading.slice(3)).toSorted()).toEqual(NAMES.toSorted());
  });

  it.each([...ALERTS, ...RECORDED])('ask for nothing that is not exported: $alert$record', ({ expr }) => {
    const known = new Set([...EXPORTED, ...RECORDED.map(({ record }) => record)]);

    expect(metricsIn(expr).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(NAMES)('%s has a unit test in which it fires and one in which it is quiet', (alert) => {
    const questions = QUESTIONS.filter((question) => asksFor(alert, question) || expectsIt(alert, question));

    expect(questions.some((question) => expectsIt(alert, question))).toBe(true);
    expect(questions.some(({ exp_samples: samples }) => samples === undefined)).toBe(true);
  });
});

describeWith('promtool', 'promtool', () => {
  it('finds nothing to object to in rules and configuration', async () => {
    await expect(say('promtool', 'check', 'rules', '--lint=all', '--lint-fatal', ...RULE_FILES)).resolves.toContain(
      'SUCCESS',
    );
    await expect(
      say('promtool', 'check', 'config', '--lint=all', '--lint-fatal', join(PROMETHEUS, 'prometheus.yml')),
    ).resolves.toContain('SUCCESS');
  });

  it.each(RULE_TESTS.map((path) => basename(path)))('finds the alerts as %s tells', async (name) => {
    await expect(say('promtool', 'test', 'rules', join(PROMETHEUS, 'tests', name))).resolves.toContain('SUCCESS');
  });
});
