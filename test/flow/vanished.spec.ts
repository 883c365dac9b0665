import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const WINDOW = { from: '2026-05-10', to: '2026-05-13' };

describeOnBothDatabases('a shop of which the POS shows no sales any more', (workplaces) => {
  async function silenced(byId: boolean): Promise<Workplace> {
    const workplace = await workplaces.open({ now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' });
    await workplace.sync(WINDOW);
    workplace.simulator.control('shops/silence', { shopID: 2, byId });
    return workplace;
  }

  it.each([
    ['finds', true],
    ['does not find', false],
  ])('keeps its figures while a look-up %s them, and the cause says so', async (_, byId) => {
    const workplace = await silenced(byId);
    const [bytes, days] = [workplace.bytes(), await workplace.days()];
    const late = workplace.simulator.control('sales/add', { shopID: 1, completeTime: '2026-05-11T17:10:00Z' });

    const outcome = await workplace.sync(WINDOW);

    expect(late).toBeDefined();
    expect(outcome.sync.causes).toEqual([
      expect.objectContaining({ code: 'records.vanished', stream: 'sales', shop: '2' }),
    ]);
    expect(outcome.sync.streams.map(({ complete }) => complete)).toEqual([true, true]);
    const changed = [...workplace.bytes()].filter(([path, now]) => path.endsWith('.csv') && bytes.get(path) !== now);
    expect(changed.map(([path]) => path.slice(-19))).toEqual(['0001_2026-05-11.csv']);
    for (const [key, day] of await workplace.days()) if (key.startsWith('0002')) expect(day).toEqual(days.get(key));
  });

  it('says so at every run, and forgets it once they are shown again', async () => {
    const workplace = await silenced(false);
    await workplace.sync(WINDOW);

    const again = await workplace.sync(WINDOW);
    workplace.simulator.control('shops/silence', { shopID: 2, silent: false });
    const shown = await workplace.sync(WINDOW);
    const accepted = await workplace.sync({ ...WINDOW, acceptVanished: true });

    expect(again.sync.causes.map(({ code }) => code)).toEqual(['records.vanished']);
    expect(shown.sync.causes).toEqual([]);
    expect(shown.fold.revised).toBe(0);
    expect(accepted.sync.streams.map(({ deleted }) => deleted)).toEqual([0, 0]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('loses them once a person has accepted it, and has them back when they are shown again', async () => {
    const workplace = await silenced(false);

    const accepted = await workplace.sync({ ...WINDOW, acceptVanished: true });
    const rows = workplace.rows().filter((row) => row['Location ID'] === '0002');
    workplace.simulator.control('shops/silence', { shopID: 2, silent: false });
    const shown = await workplace.sync(WINDOW);

    expect(accepted.sync.causes).toEqual([]);
    expect(accepted.sync.streams[0]?.deleted).toBeGreaterThan(100);
    expect(rows).toHaveLength(96);
    expect(new Set(rows.map((row) => row['Sales']))).toEqual(new Set(['0.00']));
    expect(shown.sync.causes).toEqual([]);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('has a deleted sale taken back without asking', async () => {
    const workplace = await workplaces.open({ now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' });
    const { saleID } = workplace.simulator.control('sales/add', {
      shopID: 1,
      completeTime: '2026-05-11T17:10:00Z',
    }) as { saleID: number };
    await workplace.sync(WINDOW);
    workplace.simulator.control('sales/delete', { saleID });

    const outcome = await workplace.sync(WINDOW);

    expect(outcome.sync.causes).toEqual([]);
    expect(outcome.sync.streams[0]?.deleted).toBe(1);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('keeps staff hours when the time clock is switched off', async () => {
    const workplace = await workplaces.open({ now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' });
    await workplace.sync(WINDOW);
    const before = workplace.bytes();
    workplace.simulator.control('time-clock', { on: false });

    const outcome = await workplace.sync(WINDOW);

    expect(new Set(outcome.sync.causes.map(({ code, stream }) => `${code} ${stream}`))).toEqual(
      new Set(['records.vanished shifts']),
    );
    expect(workplace.bytes()).toEqual(before);
  });
});
