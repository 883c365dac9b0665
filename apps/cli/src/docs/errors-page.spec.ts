import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from './catalogue.js';
import { errorsPage } from './errors-page.js';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

/** The codes as the sources spell them, found without asking the catalogue. */
function codesInSources(): string[] {
  const files = ['apps', 'libs']
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/(\.spec|\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/testing/'));
  const texts = files.map((path) => readFileSync(path, 'utf8')).filter((text) => text.includes('defineProblems('));
  return texts.flatMap((text) => [...text.matchAll(/^ {2}'([a-z_]+\.[a-z_]+)': \{/gm)].map((found) => found[1] ?? ''));
}

describe('the page of errors', () => {
  it.each(['en', 'fr'] as const)('is in step with the code in %s', (language) => {
    const name = language === 'en' ? 'errors.md' : 'errors.fr.md';

    expect(readFileSync(join(ROOT, 'docs', name), 'utf8')).toBe(errorsPage(language));
  });

  it('lists every code that a source file defines', () => {
    const listed = new Set(CATALOGUE.flatMap((group) => Object.keys(group.problems)));

    const found = codesInSources();

    expect(found.length).toBeGreaterThan(50);
    expect(found.filter((code) => !listed.has(code))).toEqual([]);
  });

  it('says in both languages what is wrong and what to do', () => {
    const silent = CATALOGUE.flatMap((group) => Object.entries(group.problems)).filter(([, definition]) =>
      [definition.en, definition.fr].some(({ what, fix }) => what.trim() === '' || fix.trim() === ''),
    );

    expect(silent).toEqual([]);
  });

  it('gives a code one meaning only', () => {
    const codes = CATALOGUE.flatMap((group) => Object.keys(group.problems));

    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });
});
