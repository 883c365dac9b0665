import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as passing } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LOCATIONS } from '../testing/revision.js';
import { GROUNDS, textsOf, type Ground } from './testing/ground.js';

const SOURCES = fileURLToPath(new URL('../csv/testing/typescript-sources.mjs', import.meta.url));
const WRITER = fileURLToPath(new URL('./testing/writer.ts', import.meta.url));
const ROUNDS = 8;
const LONGEST_LIFE = 60;

describe.each(GROUNDS)('a process of its own that delivers into $kind', ({ open }) => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await open();
  });
  afterEach(() => ground.close());

  test('leaves whole days when it is killed at random moments, and none older than it had reported', async () => {
    let reached = 0;

    for (let round = 0; round < ROUNDS; round++) {
      reached = await killedWriter(ground, reached + 1);

      const held = textsOf(
        await ground.query(
          `select d.location_id, d.revision as receipt, min(c.revision) as low, max(c.revision) as high,
             min(c.transactions) as fewest, max(c.transactions) as most, count(*) as cells
           from tillbridge_location_day d join tillbridge_cell c using (location_id, local_date)
           group by d.location_id, d.revision order by d.location_id`,
        ),
      );
      expect(reached).toBeGreaterThan(0);
      expect(held.map((row) => row['location_id'])).toEqual(LOCATIONS);
      for (const { location_id: _location, cells, ...revisions } of held) {
        expect([cells, new Set(Object.values(revisions)).size]).toEqual(['24', 1]);
        expect(Number(revisions['receipt'])).toBeGreaterThanOrEqual(reached);
      }
    }
  });

  test('ends by itself once it has nothing more to do', async () => {
    const writer = start(ground, 1, 2);

    const [code] = (await once(writer, 'exit')) as [number | null];

    expect(code).toBe(0);
    const [row] = textsOf(await ground.query('select max(revision) as revision from tillbridge_location_day'));
    expect(row).toEqual({ revision: '2' });
  });
});

/** Kills the writer at a random moment after its first whole delivery; answers the last revision it reported. */
async function killedWriter(ground: Ground, first: number): Promise<number> {
  const writer = start(ground, first, Number.POSITIVE_INFINITY);
  const ended = once(writer, 'exit');
  let last = 0;
  if (writer.stdout === null) throw new Error('the writer has no output');
  const lines = createInterface({ input: writer.stdout });
  lines.on('line', (line) => (last = Number(line)));
  await Promise.race([once(lines, 'line'), ended]);
  await passing(randomInt(LONGEST_LIFE));
  writer.kill('SIGKILL');
  await ended;
  return last;
}

function start(ground: Ground, first: number, last: number): ChildProcess {
  const words = [JSON.stringify(ground.settings), String(first), String(last)];
  return spawn(
    process.execPath,
    ['--no-warnings', '--conditions=@tillbridge/source', '--import', SOURCES, WRITER, ...words],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
}
