import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { METRIC_GROUPS } from '@tillbridge/application';
import { METRIC_MEANINGS_FR } from './metric-meanings-fr.js';
import { metricsPage } from './metrics-page.js';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const DEFINITIONS = METRIC_GROUPS.flatMap(({ catalogue }) => Object.values(catalogue));

/** The names as the sources spell them, found without asking the catalogues. */
function namesInSources(): string[] {
  const files = readdirSync(join(ROOT, 'libs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/(\.spec|\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = files.map((path) => readFileSync(path, 'utf8')).filter((text) => text.includes('defineMetrics('));
  return texts.flatMap((text) => [...text.matchAll(/name: '(tillbridge_\w+)'/g)].map((found) => found[1] ?? ''));
}

describe('the page of metrics', () => {
  it.each(['en', 'fr'] as const)('is in step with the code in %s', (language) => {
    const name = language === 'en' ? 'metrics.md' : 'metrics.fr.md';

    expect(readFileSync(join(ROOT, 'docs', name), 'utf8')).toBe(metricsPage(language));
  });

  it('lists every metric that a source file defines', () => {
    const listed = new Set<string>(DEFINITIONS.map(({ name }) => name));

    const found = namesInSources();

    expect(found.length).toBeGreaterThan(40);
    expect(found.filter((name) => !listed.has(name))).toEqual([]);
  });

  it('says in both languages what each metric means', () => {
    const silent = DEFINITIONS.filter(
      ({ name, help }) => help.trim() === '' || (METRIC_MEANINGS_FR[name] ?? '') === '',
    );

    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('gives a name one meaning only, and tells of none that is gone', () => {
    const names = DEFINITIONS.map(({ name }) => name);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(Object.keys(METRIC_MEANINGS_FR).filter((name) => !(names as string[]).includes(name))).toEqual([]);
  });

  it('keeps to the names and units of Prometheus', () => {
    const odd = DEFINITIONS.filter(({ name, type }) => name.endsWith('_total') !== (type === 'counter'));

    expect(odd.map(({ name }) => name)).toEqual([]);
  });
});
