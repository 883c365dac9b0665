import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');

/** The events as the sources spell them: `event: 'a.b'`, one of two by a condition, or handed to a `tell`. */
const SPELT = /(?:event: [^,\n]*?|tell\('(?:info|warn|error)', )'([a-z]+(?:\.[a-z_]+)?)'(?: : '([a-z]+\.[a-z_]+)')?/g;

function eventsInSources(): string[] {
  const files = ['apps/daemon/src', 'libs']
    .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/(\.spec|\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(testing|node_modules|dist)\//.test(path));
  const found = files.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(SPELT)]);
  return [...new Set(found.flatMap(([, first, second]) => [first, second]).filter((event) => event !== undefined))];
}

it.each(['observability.md', 'observability.fr.md'])('%s tells every event that the log may hold', (page) => {
  const text = readFileSync(join(ROOT, 'docs', page), 'utf8');

  const found = eventsInSources();

  expect(found.length).toBeGreaterThan(15);
  expect(found.filter((event) => !text.includes(`\`${event}\``))).toEqual([]);
});
