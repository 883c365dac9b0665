import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { forgetSentHours, saveSentHours, type SentHour, sentHours } from './sent-hours.js';

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

  it('is forgotten with its day, at that output alone', async () => {
    const store = await stores.open();
    const [sameDay, otherDay] = [anHour({ minuteOfDay: 60 }), anHour({ date: '2026-03-03' })];
    await write(store, async (session) => {
      await saveSentHours(session, 'tmas', [anHour(), sameDay, otherDay], NOON);
      await saveSentHours(session, 'other', [anHour()], NOON);
    });

    await write(store, (session) => forgetSentHours(session, 'tmas', [KEY]));
    await write(store, (session) => forgetSentHours(session, 'tmas', []));

    expect(await sentHours(store.read, 'tmas', [KEY, otherDay])).toEqual([otherDay]);
    expect(await sentHours(store.read, 'other', [KEY])).toEqual([anHour()]);
  });
});
