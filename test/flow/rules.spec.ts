import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences, wantedFigures } from '../support/truth.ts';

const ACCOUNT = { now: '2026-05-15T15:32:10Z', from: '2026-05-05', to: '2026-05-20' };
const WINDOW = { from: '2026-05-13', to: '2026-05-15' };

describeOnBothDatabases('the tally rules', (workplaces) => {
  it.each([
    ['salesAmount: gross', { salesAmount: 'gross' }],
    ['countRefundTickets: true', { countRefundTickets: 'true' }],
    ['countMiscellaneousLines: false', { countMiscellaneousLines: 'false' }],
    ['maxShift: 6h', { maxShiftHours: '6' }],
    ['excludeEmployees: ["1", "2"]', { excludeEmployees: '1,2' }],
    ['excludeRegisters: ["1"]', { excludeRegisters: '1' }],
  ])('with %s equal the POS asked the same', async (rule, rules) => {
    const workplace = await workplaces.open({ ...ACCOUNT, extra: `tallies: { ${rule} }\n` });

    await workplace.sync(WINDOW);

    expect(differences(workplace, { ...WINDOW, rules })).toEqual([]);
    expect(wantedFigures(workplace, { ...WINDOW, rules })).not.toEqual(wantedFigures(workplace, WINDOW));
  });

  it('with zeroRows: none have no row for an hour of nothing', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, extra: 'tallies: { zeroRows: none }\n' });

    await workplace.sync(WINDOW);

    expect(differences(workplace, { ...WINDOW, zeroRows: 'none' })).toEqual([]);
    expect(workplace.figures().size).toBeLessThan(wantedFigures(workplace, WINDOW).size);
  });

  it.each([30, 15])('with a grain of %i minutes add up to the hours of an output of hours', async (grain) => {
    const workplace = await workplaces.open({ ...ACCOUNT, extra: `tallies: { grain: ${grain} }\n` });

    await workplace.sync({ from: '2026-05-13', to: '2026-05-14' });

    expect(differences(workplace, { from: '2026-05-13', to: '2026-05-14' })).toEqual([]);
  });

  it('with openHour: true carry the running hour as far as it was read, and whole when it has ended', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, extra: 'tallies: { openHour: true }\n' });

    await workplace.sync(WINDOW);
    const running = workplace.figures().get('0001 2026-05-15 11');
    const ended = differences(workplace, WINDOW).filter((line) => !/^000\d 2026-05-15 (?:11|13|08):/.test(line));
    workplace.simulator.control('clock', { advance: 3600 });
    await workplace.sync(WINDOW);

    expect(running).toBeDefined();
    expect(ended).toEqual([]);
    expect(differences(workplace, WINDOW).filter((line) => !/^000\d 2026-05-15 (?:12|14|09):/.test(line))).toEqual([]);
  });

  it('stay for a day as they were when it was first folded', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync({ from: '2026-05-13', to: '2026-05-13' });
    const before = workplace.bytes();
    workplace.reconfigure({ extra: 'tallies: { salesAmount: gross, grain: 30, zeroRows: none }\n' });
    workplace.simulator.control('sales/add', { shopID: 2, completeTime: '2026-05-13T17:10:00Z' });

    await workplace.sync({ from: '2026-05-13', to: '2026-05-13' });

    const changed = [...workplace.bytes()].filter(
      ([path, bytes]) => path.endsWith('.csv') && before.get(path) !== bytes,
    );
    expect(changed.map(([path]) => path.slice(-19))).toEqual(['0002_2026-05-13.csv']);
    expect(differences(workplace, { from: '2026-05-13', to: '2026-05-13' })).toEqual([]);
  });
});
