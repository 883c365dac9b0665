import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const WINDOW = { from: '2026-05-13', to: '2026-05-14' };

describeOnBothDatabases('a folder that cannot be written', (workplaces) => {
  it('costs nothing: the days stay behind and the next run delivers them', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const blocked = join(workplace.folder, 'out');
    writeFileSync(blocked, 'a file where a folder is wanted');

    const failed = await workplace.sync(WINDOW);
    const folded = await workplace.days();
    rmSync(blocked);
    const next = await workplace.sync(WINDOW);

    expect(failed.sync.causes).toEqual([]);
    expect(failed.deliveries[0]).toMatchObject({ accepted: 0, dead: [] });
    expect(failed.deliveries[0]?.failed.length).toBeGreaterThan(0);
    expect(failed.deliveries[0]?.failed[0]?.cause.code).toMatch(/^output\./);
    expect(next.fold.days).toBe(0);
    expect(next.deliveries[0]).toMatchObject({ accepted: 6, failed: [] });
    expect(await workplace.days()).toEqual(folded);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('stops no other output', async () => {
    const workplace = await workplaces.open({
      ...ACCOUNT,
      outputs: `  - { id: blocked, kind: csv, layout: tmas, directory: blocked, repeat: overwrites }
  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }\n`,
    });
    writeFileSync(join(workplace.folder, 'blocked'), 'a file');

    const outcome = await workplace.sync(WINDOW);

    expect(outcome.deliveries.map(({ output, accepted }) => [output, accepted])).toEqual([
      ['blocked', 0],
      ['tmas', 6],
    ]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });
});

describeOnBothDatabases('a day that an output refuses for good', (workplaces) => {
  it('is told by every run until it is sent again', async () => {
    const workplace = await workplaces.open({
      ...ACCOUNT,
      outputs: `  - { id: a, kind: csv, layout: tmas, directory: out, repeat: overwrites, fileName: "{location}_{date}.csv" }
  - { id: b, kind: csv, layout: tally, directory: out, fileName: "{location}_{date}.csv" }\n`,
    });

    const first = await workplace.sync(WINDOW);
    const second = await workplace.sync(WINDOW);

    expect(first.deliveries.map(({ accepted, dead }) => [accepted, dead.length])).toEqual([
      [6, 0],
      [0, 6],
    ]);
    expect(second.deliveries[1]?.dead).toEqual(first.deliveries[1]?.dead);
  });
});
