import type {
  AccountFacts,
  CategoryFacts,
  EmployeeFacts,
  ItemFacts,
  LineFacts,
  PaymentTypeFacts,
  RegisterFacts,
  SaleFacts,
  ShiftFacts,
  ShopFacts,
  VoidFacts,
} from '../till/facts.js';
import type { GeneratedSales } from '../till/generated-sales.js';
import type { GeneratedShifts } from '../till/generated-shifts.js';

/** Everything an account is made of when the simulator starts. Stated facts lie over generated ones. */
export interface Scenario {
  readonly name: string;
  readonly account: AccountFacts;
  /** The employee who authorises applications, and the rights that Session shows for them. */
  readonly authorisingEmployee: number;
  readonly rights: readonly string[];
  readonly shops: readonly ShopFacts[];
  readonly registers: readonly RegisterFacts[];
  readonly employees: readonly EmployeeFacts[];
  readonly items: readonly ItemFacts[];
  readonly categories: readonly CategoryFacts[];
  readonly paymentTypes: readonly PaymentTypeFacts[];
  readonly sales: readonly SaleFacts[];
  /** Reservations: lines of layaways, special orders and work orders that are not on a sale yet. */
  readonly looseLines: readonly LineFacts[];
  readonly shifts: readonly ShiftFacts[];
  readonly voids: readonly VoidFacts[];
  readonly generatedSales?: GeneratedSales;
  readonly generatedShifts?: GeneratedShifts;
  /** Stated instant of the simulated clock in seconds, when the scenario only makes sense then. */
  readonly now?: number;
}

export const paymentTypes: readonly PaymentTypeFacts[] = [
  { id: 1, name: 'Cash', type: 'cash', refundAs: 0 },
  { id: 2, name: 'Check', type: 'user defined', refundAs: 0 },
  { id: 3, name: 'Credit Card', type: 'credit card', refundAs: 0 },
  { id: 4, name: 'Credit Account', type: 'credit account', refundAs: 4 },
  { id: 5, name: 'Gift Card', type: 'gift card', refundAs: 5 },
  { id: 6, name: 'eCom', type: 'ecom', refundAs: 0 },
];
