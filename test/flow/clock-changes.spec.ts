import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';

const LOCATIONS = ['1', '2', '3', '4', '5']
  .map((id) => `\n      - { posId: "${id}", locationId: "000${id}" }`)
  .join('')
  .concat('\n');

const ZONES = ['America/Toronto', 'America/St_Johns', 'US/Pacific', 'Australia/Lord_Howe', 'Asia/Kathmandu'];

function accountAround(date: string): {
  zones: string[];
  locations: string;
  from: string;
  to: string;
  now: string;
} {
  const day = (days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * 864e5).toISOString();
  return {
    zones: ZONES,
    locations: LOCATIONS,
    from: day(-4).slice(0, 10),
    to: day(4).slice(0, 10),
    now: day(3),
  };
}

describeOnBothDatabases('an import over days on which clocks change', (workplaces) => {
  it.each([
    ['back in North America', '2026-11-01', ['0001', '0002', '0003']],
    ['forward in North America', '2026-03-08', ['0001', '0002', '0003']],
    ['back by half an hour on Lord Howe', '2026-04-05', ['0004']],
    ['forward by half an hour on Lord Howe', '2026-10-04', ['0004']],
  ])('equals the POS when they go %s', async (_, date, changing) => {
    const workplace = await workplaces.open(accountAround(date));
    const window = { from: date, to: date };

    const outcome = await workplace.sync(window);

    expect(outcome.sync.causes).toEqual([]);
    expect(differences(workplace, window)).toEqual([]);
    const hours = (location: string): number =>
      workplace.rows().filter((row) => row['Location ID'] === location).length;
    const forward = date === '2026-03-08';
    expect(changing.map(hours)).toEqual(changing.map(() => (forward ? 23 : 24)));
    expect(hours('0005')).toBe(24);
  });

  it('has one row for a repeated hour and none for a skipped one', async () => {
    const back = await workplaces.open(accountAround('2026-11-01'));
    const forward = await workplaces.open(accountAround('2026-03-08'));

    await back.sync({ from: '2026-11-01', to: '2026-11-01' });
    await forward.sync({ from: '2026-03-08', to: '2026-03-08' });

    const cells = await back.days();
    expect(cells.get('0003 2026-11-01')).toMatchObject({ timeZone: 'US/Pacific' });
    expect([...back.figures().keys()].filter((key) => key === '0003 2026-11-01 01')).toHaveLength(1);
    const twice = back.simulator
      .truth({ from: '2026-11-01', to: '2026-11-01' })
      .cells.filter(({ shop, hour }) => shop === '3' && hour === '01');
    expect(twice).toHaveLength(2);
    expect(forward.figures().has('0001 2026-03-08 02')).toBe(false);
    expect(forward.figures().has('0001 2026-03-08 03')).toBe(true);
  });
});
