import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/workplace.ts';
import { tillbridge } from './terminal.ts';

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const WINDOW = '--from 2026-05-12 --to 2026-05-13';

describe('an output whose receiver is down', () => {
  let workplace: Workplace;
  let folder: string;

  /** A folder that cannot be written, as often as it takes. */
  beforeEach(async () => {
    workplace = await Workplace.open('SQLite', ACCOUNT);
    folder = join(workplace.folder, 'out');
    writeFileSync(folder, 'a file where a folder is wanted');
    for (let run = 0; run < 5; run += 1) await tillbridge(workplace, `sync acme ${WINDOW} --deliver`);
  });

  afterEach(() => workplace.close());

  it('is listed with since when, when it is tried next, and why, in both languages', async () => {
    const english = await tillbridge(workplace, 'outputs');
    const french = await tillbridge(workplace, 'outputs --lang fr');
    const json = await tillbridge(workplace, 'outputs --json');

    const [since, next] = ['2026-05-15T15:30:00Z', String.raw`2026-05-15T15:30:0[4-6]\.?\d*Z`];
    expect(english.out).toMatch(new RegExp(`since ${since}, next try ${next}: output\\.not_writable: `));
    expect(french.out).toMatch(new RegExp(`depuis ${since}, prochain essai ${next} : output\\.not_writable: `));
    expect(JSON.parse(json.out)).toMatchObject({ outputs: [{ id: 'tmas', breaker: { state: 'open', since } }] });
  });

  it('is tried by one day when a person syncs, and told how many wait', async () => {
    const english = await tillbridge(workplace, `sync acme ${WINDOW} --deliver`);
    const french = await tillbridge(workplace, `sync acme ${WINDOW} --deliver --lang fr`);

    expect(english.out).toMatch(/^tmas +0 +0 +1 /m);
    expect(english.out).toContain('Output tmas takes nothing: 5 more days wait until it is tried again.');
    expect(french.out).toContain('La sortie tmas n’accepte rien : 5 autres jours attendent le prochain essai.');
  });

  it('gets everything when a person has days sent again', async () => {
    rmSync(folder);

    const replayed = await tillbridge(workplace, 'deliveries replay --output tmas --from 2026-05-12 --to 2026-05-12');
    const list = await tillbridge(workplace, 'outputs');

    expect([replayed.exitCode, replayed.out]).toEqual([0, expect.stringMatching(/^tmas +6 +0 +0 /m)]);
    expect(list.out).not.toContain('next try');
  });
});
