import { expect, it } from '@jest/globals';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import type { Workplace } from '../support/workplace.ts';

const ACCOUNT = {
  now: '2026-05-15T20:00:00Z',
  from: '2026-05-12',
  to: '2026-05-20',
  salesPerDay: 0,
  zones: ['America/Winnipeg', 'America/Halifax', 'America/Toronto'],
};

/** A sale every twenty minutes at each shop from the afternoon of the change to the next afternoon. */
function sellThroughTheNight(workplace: Workplace): number {
  const first = Date.parse('2026-05-15T20:10:00Z');
  const last = Date.parse('2026-05-16T20:00:00Z');
  let sold = 0;
  for (let at = first; at < last; at += 20 * 60_000) {
    for (const shopID of [1, 2, 3]) {
      workplace.simulator.control('sales/add', { shopID, completeTime: new Date(at).toISOString() });
    }
    sold += 1;
  }
  return sold;
}

function transactionsOf(workplace: Workplace, location: string): number {
  return workplace
    .rows()
    .filter((row) => row['Location ID'] === location)
    .reduce((sum, row) => sum + Number(row['Transactions']), 0);
}

const WINDOW = { from: '2026-05-15', to: '2026-05-17' };

describeOnBothDatabases('a time zone that changes at the POS', (workplaces) => {
  it.each([
    ['to the west', 'America/Vancouver'],
    ['to the east', 'America/Toronto'],
    ['to the east by an odd half hour', 'America/St_Johns'],
    ['to the other side of the world', 'Asia/Kathmandu'],
    ['over the date line', 'Pacific/Auckland'],
  ])('%s starts with the next local midnight, and every sale is in exactly one hour', async (_, timeZone) => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    workplace.simulator.control('shops/time-zone', { shopID: 1, timeZone });
    workplace.simulator.control('shops/time-zone', { shopID: 2, timeZone });
    await workplace.sync(WINDOW);
    workplace.simulator.control('clock', { advance: 3 * 86_400 });
    const sold = sellThroughTheNight(workplace);

    const outcome = await workplace.sync(WINDOW);

    expect(outcome.sync.causes).toEqual([]);
    expect(['0001', '0002', '0003'].map((location) => transactionsOf(workplace, location))).toEqual([sold, sold, sold]);
    const days = await workplace.days();
    expect(days.get('0001 2026-05-14')?.timeZone ?? 'America/Winnipeg').toBe('America/Winnipeg');
    expect(days.get('0001 2026-05-17')).toMatchObject({ timeZone });
    await workplace.sync(WINDOW);
    expect(await workplace.days()).toEqual(days);
  });
});
