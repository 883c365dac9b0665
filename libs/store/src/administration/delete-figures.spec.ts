import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { saveSentHours, sentHours } from '../delivered/sent-hours.js';
import { coverageBounds, writeCoverage } from '../ledger/coverage.js';
import { hashSale, salesBetween, saveSales } from '../ledger/sale-ledger.js';
import { locationsOf } from '../places/locations.js';
import { saveCells } from '../tally/cells.js';
import { daysBetween, raiseLedgerVersions, saveFoldedDays } from '../tally/location-days.js';
import { aCell, aPart, aSale, declareInZone, NOON, write } from '../testing/builders.js';
import { deleteSomeFigures } from './delete-figures.js';

const EVER = { from: '0000-01-01', to: '9999-12-31' };

describeOnBothStores('the figures of a connection', (stores) => {
  it('go in parts, whole, and take nothing of another connection with them', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      for (const [connection, location] of [
        ['acme', '0001'],
        ['other', '0009'],
      ] as const) {
        await declareInZone(session, connection, [{ id: location, timeZone: 'America/Toronto' }]);
        const sales = ['1', '2', '3'].map((id) => hashSale(aSale({ id })));
        await saveSales(session, connection, sales);
        await writeCoverage(session, aPart({ connectionId: connection }), NOON);
        const days = ['2026-03-02', '2026-03-03'].map((date) => ({ location, date, trigger: 'sale.new' as const }));
        await raiseLedgerVersions(session, days);
        await saveCells(session, [aCell({ location })], [], NOON);
      }
    });

    await write(store, (session) =>
      saveFoldedDays(session, [
        { location: '0001', date: '2026-03-03', foldedVersion: 1, revision: 7, rules: '', timeZone: '', notes: '' },
      ]),
    );
    const hour = { location: '0001', date: '2026-03-03', minuteOfDay: 0, sales: '1', transactions: 1, items: '1' };
    await write(store, (session) =>
      saveSentHours(session, 'tmas', [{ ...hour, staffSeconds: null, revision: 7 }], NOON),
    );
    const parts: number[] = [await write(store, (session) => deleteSomeFigures(session, 'acme', 1))];
    const covered = await coverageBounds(store.read, { connectionId: 'acme', stream: 'sales', shops: ['1'] });

    do parts.push(await write(store, (session) => deleteSomeFigures(session, 'acme', 2)));
    while (parts.at(-1) !== 0);

    expect(parts).toEqual([1, 1, 2, 1, 0]);
    expect(covered.size).toBe(0);
    expect(await sentHours(store.read, 'tmas', [{ location: '0001', date: '2026-03-03' }])).toHaveLength(1);
    expect((await daysBetween(store.read, EVER)).map(({ location }) => location)).toEqual(['0009', '0009']);
    expect(await salesBetween(store.read, aPart())).toEqual([]);
    expect(await salesBetween(store.read, aPart({ connectionId: 'other' }))).toHaveLength(3);
    expect((await coverageBounds(store.read, { connectionId: 'acme', stream: 'sales', shops: ['1'] })).size).toBe(0);
    expect((await locationsOf(store.read)).map(({ id, revisionFloor }) => [id, revisionFloor])).toEqual([
      ['0001', 7],
      ['0009', 0],
    ]);
  });
});
