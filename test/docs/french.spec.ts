import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const PAIRS = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.fr.md'))
    .map((name) => join('docs', name.replace('.fr.md', '.md'))),
].map((english) => ({ english, french: english.replace(/\.md$/, '.fr.md') }));

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

const FENCE = /^ *```(\w*)\n([\s\S]*?)^ *```/gm;

/** What a machine reads of a block: its lines without remarks, which are translated. */
function blocksIn(text: string): string[] {
  return [...text.matchAll(FENCE)].map(([, language = '', body = '']) => {
    const lines = body.split('\n').map((line) => line.replace(/(^|\s)(#|\/\/) .*$/, '').trimEnd());
    return [language, ...lines.filter((line) => line !== '')].join('\n');
  });
}

/** Levels alone: their words differ. */
function headingsIn(text: string): string[] {
  return text.replaceAll(FENCE, '').match(/^#+(?= )/gm) ?? [];
}

/** Commands of ours, within text as within blocks. */
function commandsIn(text: string): string[] {
  return (text.match(/npm (?:ci|run|test)[a-z: -]*|tillbridge (?:-- )?[a-z]+/g) ?? [])
    .map((found) => found.trim())
    .sort();
}

/** How many columns and rows each table has. */
function tablesIn(text: string): string[] {
  const rows = text.replaceAll(FENCE, '').split('\n');
  return rows.filter((row) => row.startsWith('|')).map((row) => String(row.split(/(?<!\\)\|/).length));
}

describe('a page in French', () => {
  it.each(PAIRS)('$french is built as $english is', ({ english, french }) => {
    expect(existsSync(join(ROOT, english))).toBe(true);

    const [one, other] = [textOf(english), textOf(french)];

    expect(headingsIn(other)).toEqual(headingsIn(one));
    expect(tablesIn(other)).toEqual(tablesIn(one));
  });

  it('the README has the same commands and blocks', () => {
    const [one, other] = [textOf('README.md'), textOf('README.fr.md')];

    expect(blocksIn(other)).toEqual(blocksIn(one));
    expect(commandsIn(other)).toEqual(commandsIn(one));
  });

  it.each(PAIRS)('$french has as many blocks as $english, in the same languages', ({ english, french }) => {
    const languages = (page: string) => [...textOf(page).matchAll(FENCE)].map(([, language]) => language);

    expect(languages(french)).toEqual(languages(english));
  });
});
