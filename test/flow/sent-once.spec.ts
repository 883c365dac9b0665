import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';

const ACCOUNT = {
  now: '2026-05-15T13:02:10Z',
  from: '2026-05-01',
  to: '2026-06-10',
  outputs: `  - { id: once, kind: csv, layout: tmas, directory: out, repeat: adds, since: 2d }\n`,
};
const WINDOW = { from: '2026-05-13', to: '2026-05-16', ignoreOtherDates: true };

describeOnBothDatabases('an output that adds', (workplaces) => {
  it('is handed every hour exactly once over many hourly runs, and its files never change', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    let before = new Map<string, string>();
    const late = new Set<string>();

    for (let run = 0; run < 9; run++) {
      const outcome = await workplace.sync();
      for (const edit of outcome.deliveries[0]?.lateEdits ?? []) {
        late.add(`${edit.location} ${edit.date} ${String(edit.minuteOfDay / 60).padStart(2, '0')}`);
      }
      const bytes = workplace.bytes();
      for (const [path, content] of before) expect(bytes.get(path)).toBe(content);
      before = bytes;
      if (run < 8) workplace.simulator.control('clock', { advance: 3600 });
    }

    // A till voids some sales minutes after their hour has gone out; each such hour was listed for retyping.
    const retyped = differences(workplace, WINDOW).map((line) => line.slice(0, 18));
    expect(retyped.filter((key) => !late.has(key))).toEqual([]);
    expect([...late].filter((key) => !retyped.includes(key))).toEqual([]);
    expect(workplace.figures().size).toBeGreaterThan(180);
  });

  it('is told of later edits by a list, never by a file', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync();
    const before = workplace.bytes();
    workplace.simulator.control('sales/add', { shopID: 1, completeTime: '2026-05-14T17:10:00Z' });

    const edited = await workplace.sync();
    const again = await workplace.sync();

    expect(edited.deliveries[0]?.lateEdits).toMatchObject([
      { location: '0001', date: '2026-05-14', minuteOfDay: 13 * 60 },
    ]);
    expect(again.deliveries[0]?.lateEdits).toEqual([]);
    expect(workplace.bytes()).toEqual(before);
  });

  it('is handed a repeated hour once, whole', async () => {
    const workplace = await workplaces.open({
      ...ACCOUNT,
      now: '2026-11-01T04:40:00Z',
      from: '2026-10-20',
      to: '2026-11-05',
    });

    for (let run = 0; run < 6; run++) {
      await workplace.sync();
      workplace.simulator.control('clock', { advance: 3600 });
    }
    await workplace.sync();

    expect(differences(workplace, { from: '2026-10-31', to: '2026-11-01', ignoreOtherDates: true })).toEqual([]);
  });

  it('is never handed the running hour, though it is tallied', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, extra: 'tallies: { openHour: true }\n' });

    for (let run = 0; run < 3; run++) {
      await workplace.sync();
      expect(differences(workplace, WINDOW)).toEqual([]);
      workplace.simulator.control('clock', { advance: 3600 });
    }
  });
});
