import { draftLine, draftSale, payInFull } from '../till/draft.js';
import type { ItemFacts, LineFacts, SaleFacts, ShopFacts } from '../till/facts.js';
import { DAY } from '../zone/local.js';
import { staffOf } from './store-facts.js';

/** A reservation of each shop that nobody has picked up yet: its line stands on no sale. */
export function reservations(shops: readonly ShopFacts[], items: readonly ItemFacts[], at: number): LineFacts[] {
  return shops.map((shop, place) =>
    draftLine({
      id: 500 + place,
      sale: 0,
      shop: shop.id,
      employee: staffOf(shop.id)[0] ?? 0,
      customer: 12,
      createTime: at + 60000,
      price: items[place % items.length]?.price ?? 0,
      item: items[place % items.length]?.id ?? 0,
      tax1Rate: shop.tax1Rate,
      tax2Rate: shop.tax2Rate,
      layaway: place % 3 === 0,
      specialOrder: place % 3 === 1,
      workOrder: place % 3 === 2,
    }),
  );
}

/** A ticket of each shop that was parked on the first day and completed two days later: its number is older than its completion. */
export function parkedSales(shops: readonly ShopFacts[], items: readonly ItemFacts[], firstDay: number): SaleFacts[] {
  return shops.map((shop, place) => {
    const id = 90001 + place;
    const createTime = firstDay * DAY + 61200 + place;
    const completeTime = createTime + 2 * DAY + 1800;
    const employee = staffOf(shop.id)[0] ?? 0;
    const { tax1Rate, tax2Rate } = shop;
    const item = items[place % items.length];
    const lines = [
      draftLine({
        id: id * 10 + 1,
        sale: id,
        shop: shop.id,
        employee,
        createTime: createTime + 30,
        timeStamp: completeTime,
        price: item?.price ?? 0,
        item: item?.id ?? 0,
        tax1Rate,
        tax2Rate,
      }),
    ];
    const sale = draftSale({
      id,
      kind: 'normal',
      shop: shop.id,
      register: shop.id * 2 - 1,
      employee,
      createTime,
      completeTime,
      tax1Rate,
      tax2Rate,
      lines,
    });
    return payInFull(sale, id * 10 + 1, 1);
  });
}
