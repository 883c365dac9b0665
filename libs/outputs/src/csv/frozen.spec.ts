import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { LocationDay } from '@tillbridge/plugin-kit';
import { createCsvOutput } from './output.js';
import { contextWith } from '../testing/context.js';
import { dayWith } from '../testing/day.js';
import { everyFile, readManifest, temporaryFolder } from './testing/folder.js';
import { readRecords } from './testing/receiver.js';

let calls = 0;
const output = createCsvOutput(() => (calls++).toString(16).padStart(12, '0'));

function hours(revision: number, ...wanted: readonly number[]): LocationDay {
  return dayWith({ revision, figures: ({ index }) => (wanted.includes(index) ? { sales: String(revision) } : null) });
}

/** A signal that is asked before each step of a delivery; the sender stands still at the n-th time, while `meanwhile` runs. */
function frozenAt(time: number, meanwhile: () => void): { readonly signal: AbortSignal; readonly asked: () => number } {
  const { signal } = new AbortController();
  let asked = 0;
  signal.throwIfAborted = () => {
    asked += 1;
    if (asked === time) meanwhile();
  };
  return { signal, asked: () => asked };
}

/** What another sender does that finds the folder thus: it ends what was begun there, and puts its own files. */
function deliverMeanwhile(directory: string, delivered: string): void {
  for (const folder of [directory, join(directory, 'manifest')]) {
    for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name));
  }
  cpSync(delivered, directory, { recursive: true });
}

test.each(['adds', 'overwrites'] as const)(
  'a sender that was frozen while another one delivered a newer revision changes nothing when it wakes (repeat: %s)',
  async (repeat) => {
    for (let time = 1, done = false; !done; time += 1) {
      await using folder = await temporaryFolder();
      await using delivered = await temporaryFolder();
      const settingsIn = (directory: string) => ({ layout: 'tmas', repeat, directory });
      await output.deliver(contextWith(settingsIn(delivered.path)), [hours(2, 9, 10, 11)]);
      await output.deliver(contextWith(settingsIn(folder.path)), [{ ...hours(1, 9), location: 'other' }]);
      const { signal, asked } = frozenAt(time, () => deliverMeanwhile(folder.path, delivered.path));

      await output.deliver({ ...contextWith(settingsIn(folder.path)), signal }, [hours(1, 9, 10)]);

      done = asked() < time;
      if (done) break;
      const rows = (await readRecords(folder.path)).filter((row) => row['Location ID'] === '0001');
      expect(rows.map((row) => `${row['Hour']} ${row['Sales']}`)).toEqual(['09 2.00', '10 2.00', '11 2.00']);
      const files = (await everyFile(folder.path)).filter((name) => name.includes('0001'));
      expect(files).toEqual(await everyFile(delivered.path));
      const [, file = ''] = await everyFile(delivered.path);
      expect((await readManifest(folder.path, file)).revision).toBe(2);
    }
  },
);
