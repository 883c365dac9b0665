import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { write } from '../testing/builders.js';
import { reachBack, reachOf } from './reach.js';

describeOnBothStores('the reach of an output', (stores) => {
  it('is set per location and only ever goes further back', async () => {
    const store = await stores.open();
    const reach = (location: string, ...dates: string[]): Promise<void> =>
      write(store, (session) =>
        reachBack(
          session,
          'tmas',
          dates.map((firstDate) => ({ location, firstDate })),
        ),
      );

    await reach('0001', '2026-03-02');
    await reach('0001', '2026-03-05');
    const later = await reachOf(store.read, 'tmas');
    await reach('0001', '2026-02-27');
    await reach('0002', '2026-03-03', '2026-03-01', '2026-03-02');
    await reach('0003');

    expect(later).toEqual(new Map([['0001', '2026-03-02']]));
    expect(await reachOf(store.read, 'tmas')).toEqual(
      new Map([
        ['0001', '2026-02-27'],
        ['0002', '2026-03-01'],
      ]),
    );
    expect(await reachOf(store.read, 'other')).toEqual(new Map());
  });
});
