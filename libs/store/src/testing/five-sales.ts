import type { Store } from '../database/store.js';
import { hashSale, saveSales } from '../ledger/sale-ledger.js';
import { aPart, aSale, NOON, write } from './builders.js';

export const BOTH_SHOPS = aPart({ shops: ['1', '2'] });

/** Shop 1 sold a, b and c, shop 2 sold d; e lies after the window. */
export async function fiveSales(store: Store): Promise<void> {
  const sales = ['a', 'b', 'c', 'd'].map((id, index) =>
    aSale({ id, shop: id === 'd' ? '2' : '1', completedAt: NOON + index }),
  );
  await write(store, (session) =>
    saveSales(session, 'acme', [...sales, aSale({ id: 'e', completedAt: BOTH_SHOPS.to })].map(hashSale)),
  );
}
