import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';

describeOnBothDatabases('an import', (workplaces) => {
  it('writes CSV that equals, cell by cell, what the POS knows', async () => {
    const workplace = await workplaces.open({ now: '2026-05-15T10:30:00Z', from: '2026-05-01', to: '2026-05-20' });

    const outcome = await workplace.sync({ from: '2026-05-08', to: '2026-05-15' });

    expect(outcome.sync.causes).toEqual([]);
    expect(outcome.sync.problems).toEqual([]);
    expect(workplace.rows().length).toBeGreaterThan(500);
    expect(differences(workplace, { from: '2026-05-08', to: '2026-05-15' })).toEqual([]);
  });

  it('changes nothing when it runs again: no byte, no file, no version, no revision', async () => {
    const workplace = await workplaces.open({ now: '2026-05-15T10:30:00Z', from: '2026-05-01', to: '2026-05-20' });
    const window = { from: '2026-05-12', to: '2026-05-14' };
    await workplace.sync(window);
    const [bytes, stamps, days] = [workplace.bytes(), workplace.stamps(), await workplace.days()];

    const again = await workplace.sync(window);

    expect(again.sync.streams.map(({ changed, deleted }) => changed + deleted)).toEqual([0, 0]);
    expect(again.fold).toEqual({ days: 0, revised: 0, cells: 0 });
    expect(again.deliveries[0]).toMatchObject({ accepted: 0, unchanged: 0 });
    expect(bytes.size).toBeGreaterThan(9);
    expect(workplace.bytes()).toEqual(bytes);
    expect(workplace.stamps()).toEqual(stamps);
    expect(await workplace.days()).toEqual(days);
  });

  it('changes nothing either when a later run reads the same days as a part of more', async () => {
    const workplace = await workplaces.open({ now: '2026-05-15T10:30:00Z', from: '2026-05-01', to: '2026-05-20' });
    await workplace.sync({ from: '2026-05-12', to: '2026-05-13' });
    const before = await workplace.days();
    const files = workplace.stamps();

    await workplace.sync({ from: '2026-05-12', to: '2026-05-14' });

    const after = await workplace.days();
    expect([...before].filter(([key]) => key.endsWith('12')).length).toBe(3);
    for (const [key, day] of before) {
      if (key.endsWith('12')) expect(after.get(key)).toEqual(day);
    }
    for (const [path, stamp] of files) if (path.includes('05-12')) expect(workplace.stamps().get(path)).toBe(stamp);
  });
});
