import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { coverageEnd, writeCoverage } from '../ledger/coverage.js';
import { hashSale, salesBetween, saveSales } from '../ledger/sale-ledger.js';
import { locationsOf } from '../places/locations.js';
import { saveCells } from '../tally/cells.js';
import { daysBetween, raiseLedgerVersions } from '../tally/location-days.js';
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

    const parts: number[] = [];
    do parts.push(await write(store, (session) => deleteSomeFigures(session, 'acme', 2)));
    while (parts.at(-1) !== 0);

    expect(parts).toEqual([2, 2, 1, 0]);
    expect((await daysBetween(store.read, EVER)).map(({ location }) => location)).toEqual(['0009', '0009']);
    expect(await salesBetween(store.read, aPart())).toEqual([]);
    expect(await salesBetween(store.read, aPart({ connectionId: 'other' }))).toHaveLength(3);
    expect((await coverageEnd(store.read, { connectionId: 'acme', stream: 'sales', shops: ['1'] })).size).toBe(0);
    expect((await locationsOf(store.read)).map(({ id }) => id)).toEqual(['0001', '0009']);
  });
});
