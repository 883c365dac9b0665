import type { ItemFacts, SaleFacts, SaleKind } from './facts.js';
import { mix } from './hash.js';
import { kindOf } from './kind-schedule.js';
import { makers, type SellingShop, type Ticket } from './sale-kinds.js';
import type { Timetable } from './timetable.js';

export interface GeneratedSalesOptions {
  readonly seed: number;
  readonly firstId: number;
  readonly timetable: Timetable;
  readonly shops: ReadonlyMap<number, SellingShop>;
  readonly items: readonly ItemFacts[];
  /** The register of the web shop and the shop it belongs to. */
  readonly web: { readonly shop: number; readonly register: number };
}

/** Sales computed from their number; nothing is kept. A line's id is ten times its sale's id plus its place, a payment's likewise. */
export interface GeneratedSales {
  readonly firstId: number;
  readonly count: number;
  /** The instant at which the ticket was completed, or last touched while open. Rises with the id. */
  timeOf(id: number): number;
  kindOf(id: number): SaleKind;
  shopOf(id: number): number;
  /** The first id whose instant is at or after this one. */
  idAt(seconds: number): number;
  /** The instant at which a voided sale is voided: until then it is an ordinary sale. */
  voidTimeOf(id: number): number;
  sale(id: number, now: number): SaleFacts;
}

/** A generated sale is voided within this many seconds of its completion. */
export const VOID_LAG = 3 * 3600;
/** A generated ticket is opened at most this many seconds before it is completed. */
export const OPEN_LAG = 900;

const nowhere: SellingShop = { id: 0, tax1Rate: 0, tax2Rate: 0, registers: [], employees: [] };

export function createGeneratedSales(options: GeneratedSalesOptions): GeneratedSales {
  const { seed, firstId, timetable, web } = options;
  const kind = (id: number) => kindOf(seed, id - firstId);
  const shopOf = (id: number) => (kind(id) === 'webRegister' ? web.shop : timetable.shopOf(id - firstId));
  const timeOf = (id: number) => timetable.timeOf(id - firstId);
  const voidTimeOf = (id: number) => timeOf(id) + 60 + (mix(seed, id, 9) % (VOID_LAG - 60));

  function ticket(id: number): Ticket {
    const shop = options.shops.get(shopOf(id)) ?? nowhere;
    const done = timeOf(id);
    const roll = (salt: number, sides: number) => mix(seed, id, salt) % sides;
    return {
      id,
      shop,
      register: kind(id) === 'webRegister' ? web.register : (shop.registers[roll(10, shop.registers.length || 1)] ?? 0),
      employee: shop.employees[roll(11, shop.employees.length || 1)] ?? 0,
      opened: done - 40 - roll(12, OPEN_LAG - 41),
      done,
      items: options.items,
      roll,
    };
  }
  function parentOf(id: number): SaleFacts | undefined {
    const shop = shopOf(id);
    for (let at = id - 1; at >= firstId && at > id - 400; at -= 1) {
      if (kind(at) === 'normal' && shopOf(at) === shop) return makers.normal(ticket(at), undefined);
    }
    return undefined;
  }
  function sale(id: number, now: number): SaleFacts {
    const ownKind = kind(id);
    const parent = ownKind === 'refund' || ownKind === 'exchange' ? parentOf(id) : undefined;
    const made = makers[ownKind](ticket(id), parent);
    if (ownKind !== 'voided') return made;
    const voidTime = voidTimeOf(id);
    return voidTime <= now ? voidSale(made, voidTime) : { ...made, kind: 'normal' };
  }
  return {
    firstId,
    count: timetable.count,
    timeOf,
    kindOf: kind,
    shopOf,
    idAt: (seconds) => firstId + timetable.indexAt(seconds),
    voidTimeOf,
    sale,
  };
}

/** A voided sale keeps its amounts and completion, its payments are archived, and only updateTime shows when it happened. */
export function voidSale(sale: SaleFacts, at: number): SaleFacts {
  return {
    ...sale,
    kind: 'voided',
    voided: true,
    updateTime: at,
    payments: sale.payments.map((payment) => ({ ...payment, archived: true })),
  };
}
