import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const AT_THE_TOP = ['README.md', 'README.fr.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const PAGES = [...AT_THE_TOP, ...pagesBelow('docs'), ...pagesBelow('plugins/lightspeed-r')];
const MAP = 'docs/ARCHITECTURE.md';

/** Relative to the root, folders below included. */
function pagesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules'));
}

function textOf(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, part = '']) => part);
}

function withoutCode(text: string): string {
  return text.replaceAll(/^ *```[\s\S]*?^ *```/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

function linksIn(page: string): string[] {
  return found(withoutCode(textOf(page)), /\]\(([^)\s]+)\)/g);
}

/** As GitHub names a heading: small letters, no punctuation, hyphens for spaces. */
function anchorsIn(page: string): string[] {
  return found(textOf(page), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

/** Null where the link leads to something. */
function brokenPart(page: string, link: string): string | null {
  if (/^[a-z]+:/.test(link)) return null;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return target;
  return anchor === undefined || anchorsIn(target).includes(anchor) ? null : link;
}

/** Paths between backquotes; one with a placeholder in it names no file. */
function pathsIn(page: string): string[] {
  const named = found(textOf(page), /`((?:apps|libs|plugins|test|docs|config)\/[^`\s]*)`/g);
  return named.filter((path) => !/[*{}<>]|YYYY/.test(path));
}

describe('the README', () => {
  it('is read in one sitting: 150 lines at most', () => {
    expect(textOf('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });
});

describe('the pages for people', () => {
  it.each(PAGES)('%s links to nothing that is missing', (page) => {
    expect(linksIn(page).flatMap((link) => brokenPart(page, link) ?? [])).toEqual([]);
  });

  it.each([...AT_THE_TOP, MAP])('%s names no file or folder that is missing', (page) => {
    expect(pathsIn(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each([...AT_THE_TOP, ...pagesBelow('docs')])('%s names no script that package.json lacks', (page) => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };

    const named = found(textOf(page), /npm run ([a-z][a-z:-]*)/g);

    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it.each(PAGES)('%s names no place on somebody’s machine', (page) => {
    expect(found(textOf(page), /(?<![\w.~-])(\/(?:home|root|Users|tmp)\/\S+)/g)).toEqual([]);
  });
});

describe('the code map', () => {
  const mapped = found(textOf(MAP), /^### (.+)$/gm).flatMap((heading) => found(heading, /`([^`]+)`/g));

  it('has a paragraph for every app, library and plugin that is there', () => {
    const there = ['apps', 'libs', 'plugins'].flatMap((parent) =>
      readdirSync(join(ROOT, parent))
        .filter((name) => existsSync(join(ROOT, parent, name, 'package.json')))
        .map((name) => `${parent}/${name}`),
    );

    expect(there.filter((folder) => !mapped.includes(folder))).toEqual([]);
    expect(mapped.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
  });

  it('names an existing file for each invariant', () => {
    const rows = found(textOf(MAP), /^\| (I\d \|.+)$/gm);

    expect(rows.map((row) => row.slice(0, 2))).toEqual(Array.from({ length: 9 }, (_, index) => `I${index + 1}`));
    for (const row of rows)
      expect(found(row, /`([^`]+)`/g).filter((path) => existsSync(join(ROOT, path)))).not.toEqual([]);
  });
});
