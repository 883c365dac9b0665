import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { approvalOf, reachBack, reachOf, saveApproval } from './reach.js';
import { saveSentHours, type SentHour, sentHours } from './sent-hours.js';

describeOnBothStores('the reach of an output', (stores) => {
  it('is set a location and only ever goes further back', async () => {
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

describeOnBothStores('the approval of an output', (stores) => {
  it('is unknown until somebody decides, and the last decision stands', async () => {
    const store = await stores.open();
    const decide = (approved: boolean): Promise<void> =>
      write(store, (session) => saveApproval(session, { output: 'tmas', approved, actor: 'till', at: NOON }));

    const before = await approvalOf(store.read, 'tmas');
    await decide(true);
    const approved = await approvalOf(store.read, 'tmas');
    await decide(false);

    expect([before, approved, await approvalOf(store.read, 'tmas')]).toEqual([null, true, false]);
    expect(await approvalOf(store.read, 'other')).toBeNull();
  });
});

describeOnBothStores('an hour that went to an output that adds', (stores) => {
  const KEY = { location: '0001', date: '2026-03-02' };

  function anHour(hour: Partial<SentHour> = {}): SentHour {
    return {
      ...KEY,
      minuteOfDay: 720,
      sales: '-1.10',
      transactions: 2,
      items: '123456789012345.1234',
      staffSeconds: null,
      revision: 1,
      ...hour,
    };
  }

  it('is kept as it was sent, once: a later one of the same name changes nothing', async () => {
    const store = await stores.open();
    const send = (...hours: SentHour[]): Promise<void> =>
      write(store, (session) => saveSentHours(session, 'tmas', hours, NOON));

    await send(anHour(), anHour({ minuteOfDay: 60, staffSeconds: 0 }));
    await send(anHour({ sales: '99', revision: 2 }), anHour({ minuteOfDay: 780 }));
    await send(anHour({ location: '0002' }));
    await send();

    expect(await sentHours(store.read, 'tmas', [KEY])).toEqual([
      anHour({ minuteOfDay: 60, staffSeconds: 0 }),
      anHour(),
      anHour({ minuteOfDay: 780 }),
    ]);
    expect(await sentHours(store.read, 'tmas', [])).toEqual([]);
    expect(await sentHours(store.read, 'other', [KEY])).toEqual([]);
  });
});
