/**
 * `npm run docs:generate` writes the pages that are generated from code; with `--check` it names those that are not in
 * step and leaves with 1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPage } from '@tillbridge/settings';
import { errorsPage } from './errors-page.js';
import { metricsPage } from './metrics-page.js';

const PAGES: Readonly<Record<string, () => string>> = {
  'errors.md': () => errorsPage('en'),
  'errors.fr.md': () => errorsPage('fr'),
  'metrics.md': () => metricsPage('en'),
  'metrics.fr.md': () => metricsPage('fr'),
  'settings.md': () => settingsPage('en'),
  'settings.fr.md': () => settingsPage('fr'),
};

const folder = join(process.cwd(), 'docs');
const onlyCheck = process.argv.includes('--check');

for (const [name, page] of Object.entries(PAGES)) {
  const path = join(folder, name);
  if (onlyCheck) check(path, name, page());
  else writeFileSync(path, page());
}

function check(path: string, name: string, wanted: string): void {
  if (present(path) === wanted) return;
  process.stderr.write(`docs/${name} is not in step with the code: run npm run docs:generate\n`);
  process.exitCode = 1;
}

function present(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
