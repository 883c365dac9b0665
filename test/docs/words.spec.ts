import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGES = [
  'README.md',
  'README.fr.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** What the POS says, and names of events and addresses, are spelled as they are. */
const OTHER_SPELLING = /(?<!Not )(?<![\w./`])authoriz(?:e|es|ed|ing)\b(?![?`/])/gi;

describe('a thing has one word on every page', () => {
  it.each(PAGES.filter((page) => page.endsWith('.fr.md')))('%s says service and plugin', (page) => {
    expect(readFileSync(join(ROOT, page), 'utf8').match(/\bgreffons?\b|\bdémons?(?![\p{L}])/giu) ?? []).toEqual([]);
  });

  it.each(PAGES)('%s spells authorise in one way', (page) => {
    expect(readFileSync(join(ROOT, page), 'utf8').match(OTHER_SPELLING) ?? []).toEqual([]);
  });
});
