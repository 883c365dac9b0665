import { expect, it } from '@jest/globals';
import { coverageOf } from '@tillbridge/store';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';
import type { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T13:02:10Z', from: '2026-05-01', to: '2026-06-10' };

function pass(workplace: Workplace, seconds: number): void {
  workplace.simulator.control('clock', { advance: seconds });
}

/** Dates at every location that lie wholly within what the first run reads. */
const WINDOW = { from: '2026-05-09', to: '2026-05-16', ignoreOtherDates: true };

describeOnBothDatabases('imports by the hour, without dates', (workplaces) => {
  it('begin with the last seven days, the newest first', async () => {
    const workplace = await workplaces.open(ACCOUNT);

    const outcome = await workplace.sync();

    const [sales] = outcome.sync.streams;
    expect((sales?.to ?? 0) - (sales?.from ?? 0)).toBeGreaterThanOrEqual(7 * 864e5);
    const asked = workplace.simulator
      .requests()
      .map(({ address }) => /completeTime=><,(\d{4}-\d\d-\d\d)/.exec(decodeURIComponent(address))?.[1])
      .filter((date) => date !== undefined);
    expect(asked[0]).toBe('2026-05-15');
    expect(asked).toEqual(asked.toSorted().toReversed());
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('have every hour that ended and never the running one, and follow each clock-out', async () => {
    const workplace = await workplaces.open(ACCOUNT);

    for (let run = 0; run < 10; run++) {
      const outcome = await workplace.sync();
      expect(outcome.sync.causes).toEqual([]);
      expect(differences(workplace, WINDOW)).toEqual([]);
      pass(workplace, 3600 + (run % 3) * 240);
    }
  });

  it('count an open shift in every hour that ended, and take back what a later clock-out shows', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const { employeeHoursID } = workplace.simulator.control('shifts/add', {
      shopID: 1,
      checkIn: '2026-05-15T12:00:00Z',
    }) as { employeeHoursID: number };
    await workplace.sync();
    const hour = (): string | undefined => workplace.figures().get('0001 2026-05-15 09')?.split(',')[3];

    pass(workplace, 3600);
    await workplace.sync();
    const open = hour();
    workplace.simulator.control('shifts/close', { employeeHoursID, checkOut: '2026-05-15T13:30:00Z' });
    pass(workplace, 3600);
    await workplace.sync();

    expect(Number(open) - Number(hour())).toBeCloseTo(0.5, 2);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('close the gap of an outage with complete staff hours, even after somebody read today by hand', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync();
    pass(workplace, 4 * 86_400);
    await workplace.sync({ from: '2026-05-19', to: '2026-05-19' });

    await workplace.sync();

    expect(differences(workplace, { ...WINDOW, to: '2026-05-19' })).toEqual([]);
  });

  it('close the gap of a long outage', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync();
    pass(workplace, 12 * 86_400 + 1800);

    await workplace.sync();

    expect(differences(workplace, { ...WINDOW, to: '2026-05-27' })).toEqual([]);
  });

  it('leave today where it stands when today is asked for: the running hour waits', async () => {
    const workplace = await workplaces.open(ACCOUNT);

    await workplace.sync({ from: '2026-05-15', to: '2026-05-15' });

    expect(differences(workplace, { from: '2026-05-15', to: '2026-05-15' })).toEqual([]);
    expect(workplace.figures().has('0001 2026-05-15 08')).toBe(true);
    expect(workplace.figures().has('0001 2026-05-15 09')).toBe(false);
  });

  it('send a repeated hour once it is whole, over the night on which the clocks go back', async () => {
    const workplace = await workplaces.open({ now: '2026-11-01T04:40:00Z', from: '2026-10-20', to: '2026-11-05' });
    const seen: Array<[string, boolean]> = [];

    for (let run = 0; run < 4; run++) {
      await workplace.sync();
      seen.push([
        new Date(workplace.simulator.now()).toISOString().slice(11, 16),
        workplace.figures().has('0001 2026-11-01 01'),
      ]);
      pass(workplace, 3600);
    }

    expect(seen).toEqual([
      ['04:40', false],
      ['05:40', false],
      ['06:40', false],
      ['07:40', true],
    ]);
    expect(differences(workplace, { from: '2026-10-27', to: '2026-10-31', ignoreOtherDates: true })).toEqual([]);
  });

  it('keep what was read in a few rows a day, whatever the number of runs, and staff hours stay whole', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, salesPerDay: 2 });

    for (let run = 0; run < 40; run++) {
      await workplace.sync({ deliver: run > 35 });
      pass(workplace, 3 * 3600);
    }

    expect(differences(workplace, { ...WINDOW, from: '2026-05-14', to: '2026-05-19' })).toEqual([]);
    const part = { connectionId: 'acme', shops: ['1'], from: 0, to: workplace.simulator.now() };
    const rows = await workplace.inStore(async (store) => [
      (await coverageOf(store.read, { ...part, stream: 'sales' })).get('1')?.length,
      (await coverageOf(store.read, { ...part, stream: 'shifts' })).get('1')?.length,
    ]);
    // Slices of one run that a busy machine reads in different seconds stay apart for a while.
    for (const count of rows) expect(count).toBeLessThan(60);
  }, 120_000);
});
