import { draftLine, draftPayment, draftSale } from '../till/draft.js';
import type {
  EmployeeFacts,
  ItemFacts,
  LineFacts,
  PaymentFacts,
  RegisterFacts,
  SaleFacts,
  ShiftFacts,
  ShopFacts,
} from '../till/facts.js';
import { paymentTypes } from './scenario.js';
import type { Scenario } from './scenario.js';

/** Seconds of an instant on the account's one day, 2026-05-14, or `15 01:55:00` on another of that month. */
function at(text: string): number {
  const [first = '', second] = text.split(' ');
  const day = second === undefined ? '14' : first;
  return Date.parse(`2026-05-${day}T${second ?? first}Z`) / 1000;
}

const SHOP_MADE = Date.parse('2026-01-08T15:53:45Z') / 1000;
const NEW_YORK_TAX = 8875;

/** A small account whose every fact is stated: one sale of each notable kind, and shifts that need care. Its clock starts the morning after. */
export function fixtureAccount(): Scenario {
  return {
    name: 'fixture-account',
    now: at('15 06:00:00'),
    account: {
      id: 990001,
      name: 'Demo Outfitters',
      subscription: 'DEMO01',
      employeeLimit: 30,
      currency: { code: 'USD', symbol: '$' },
      user: 170001,
      apiKey: 1757001,
      checkedInAt: '2026-05-14T09:02:11-04:00',
    },
    authorisingEmployee: 1,
    rights: ['admin', 'admin_employees', 'allow_login', 'register', 'register_read', 'reports'],
    shops: [
      shop(1, 'Downtown', 'America/New_York'),
      shop(4, 'Harbour', 'US/Pacific'),
      shop(12, 'Québec Vieux-Port', 'America/Toronto'),
    ],
    registers: [
      register(1, 'Register 1', true, '13:01:20'),
      { ...register(2, 'Register 2', false, '13 13:00:01'), openEmployee: 3 },
      { ...register(5, 'Harbour till', true, '15:58:00'), openEmployee: 4, shop: 4 },
    ],
    employees: [
      { ...employee(1, 'Olive', 'Owner'), role: 4 },
      employee(2, 'Ann', 'Example'),
      employee(3, 'Ben', 'Example'),
      { ...employee(4, 'Cat', 'Example'), limitToShop: 4, lastShop: 4, lastRegister: 5 },
      { ...employee(9, 'Gone', 'Leaver'), lockOut: true, archived: true },
    ],
    items: [
      item(101, 'Wool scarf', 2450),
      item(102, 'Rain shell', 5900),
      item(103, 'Enamel mug', 1205),
      item(104, 'Cap', 1800),
      item(105, 'Socks', 750),
    ],
    categories: [{ id: 1, name: 'Apparel', leftNode: 1, rightNode: 2, createTime: SHOP_MADE }],
    paymentTypes,
    sales: [...purchases(), ...withoutMerchandise(), ...laterSales()],
    looseLines: [],
    shifts: shifts(),
    voids: [{ id: 1, createTime: at('17:01:07'), reason: 'wrong customer', sale: 5003, employee: 1, shop: 1 }],
  };
}

function shop(id: number, name: string, timeZone: string): ShopFacts {
  const address = {
    address1: '1 Example St',
    city: 'New York',
    state: 'New York',
    stateCode: 'NY',
    zip: '10001',
    country: 'United States',
    countryCode: 'US',
  };
  const taxes = { tax1Rate: NEW_YORK_TAX, tax2Rate: 0 };
  return {
    id,
    name,
    timeZone,
    archived: false,
    timeStamp: SHOP_MADE,
    contact: id + 20,
    address,
    phone: '555 010 0100',
    ...taxes,
  };
}

function register(id: number, name: string, open: boolean, openTime: string): RegisterFacts {
  return { id, name, open, openTime: at(openTime), archived: false, openEmployee: 2, shop: 1 };
}

function employee(id: number, firstName: string, lastName: string): EmployeeFacts {
  const timeStamp = Date.parse('2026-04-02T14:33:22Z') / 1000;
  const last = { limitToShop: 0, lastShop: 1, lastSale: 5010, lastRegister: 1 };
  return { id, firstName, lastName, lockOut: false, archived: false, timeStamp, contact: id + 40, role: 1, ...last };
}

function item(id: number, description: string, price: number): ItemFacts {
  return { id, description, price, category: 1, createTime: SHOP_MADE, archived: false };
}

interface Ticket {
  readonly id: number;
  readonly kind: SaleFacts['kind'];
  readonly created: string;
  /** Completion, or absent while open. */
  readonly done?: string;
  readonly touched?: string;
  readonly shop?: number;
  readonly register?: number;
  readonly employee?: number;
  readonly more?: Partial<SaleFacts>;
}

type Line = Partial<LineFacts> & Pick<LineFacts, 'id' | 'price'> & { readonly created: string };
type Payment = Partial<PaymentFacts> & Pick<PaymentFacts, 'id' | 'amount' | 'type'>;

function ticket(given: Ticket, lines: readonly Line[] = [], payments: readonly Payment[] = []): SaleFacts {
  const { id, kind, shop: shopId = 1, register: registerId = 1, employee: employeeId = 2 } = given;
  const completeTime = given.done === undefined ? undefined : at(given.done);
  const taxes = { tax1Rate: NEW_YORK_TAX, tax2Rate: 0 };
  return draftSale({
    id,
    kind,
    shop: shopId,
    register: registerId,
    employee: employeeId,
    createTime: at(given.created),
    completeTime,
    timeStamp: completeTime ?? at(given.touched ?? given.created),
    ...taxes,
    ...given.more,
    lines: lines.map(({ created, ...line }) => {
      const createTime = at(created);
      return draftLine({
        sale: id,
        shop: shopId,
        employee: employeeId,
        createTime,
        timeStamp: completeTime ?? createTime,
        ...taxes,
        ...line,
      });
    }),
    payments: payments.map((payment) =>
      draftPayment({ sale: id, createTime: completeTime ?? 0, register: registerId, employee: employeeId, ...payment }),
    ),
  });
}

function purchases(): SaleFacts[] {
  return [
    ticket(
      { id: 5001, kind: 'discount', created: '14:15:03', done: '14:17:42' },
      [
        { id: 9001, created: '14:15:10', price: 2450, item: 101, quantity: 2 },
        { id: 9002, created: '14:15:40', price: 5900, item: 102, discountPercent: 1000, discount: 3 },
      ],
      [{ id: 7001, amount: 11116, type: 3 }],
    ),
    ticket(
      { id: 5002, kind: 'normal', created: '15:04:31', done: '15:05:09', employee: 3, more: { change: 688 } },
      [{ id: 9003, created: '15:04:40', price: 1205, item: 103 }],
      [{ id: 7002, amount: 1312, type: 1 }],
    ),
    ticket(
      {
        id: 5003,
        kind: 'voided',
        created: '16:20:55',
        done: '16:22:18',
        register: 2,
        employee: 3,
        more: { voided: true, updateTime: at('17:01:07') },
      },
      [{ id: 9004, created: '16:21:00', price: 2450, item: 101, quantity: 3 }],
      [{ id: 7003, amount: 8002, type: 3, archived: true }],
    ),
    ticket(
      { id: 5004, kind: 'refund', created: '18:39:02', done: '18:40:11' },
      [{ id: 9005, created: '18:39:10', price: 2450, item: 101, quantity: -1, parent: 9001 }],
      [{ id: 7004, amount: -2667, type: 3, refunds: 7001 }],
    ),
    ticket(
      { id: 5005, kind: 'exchange', created: '19:10:00', done: '19:12:30' },
      [
        { id: 9006, created: '19:10:05', price: 1205, item: 103, quantity: -1, parent: 9003 },
        { id: 9007, created: '19:10:20', price: 1800, item: 104 },
      ],
      [{ id: 7005, amount: 648, type: 1 }],
    ),
  ];
}

/** An open ticket, an empty one, a gift card sold and a deposit: each a trap for a naive count. */
function withoutMerchandise(): SaleFacts[] {
  const note = { id: 77, text: 'Gift Card Purchase', timeStamp: at('20:05:10') };
  return [
    ticket({ id: 5006, kind: 'open', created: '19:44:00', touched: '19:46:10', register: 2, employee: 3 }, [
      { id: 9008, created: '19:44:30', price: 5900, item: 102 },
    ]),
    ticket({ id: 5007, kind: 'empty', created: '19:50:00' }),
    ticket(
      { id: 5008, kind: 'giftCardLoad', created: '20:05:00', done: '20:05:40' },
      [{ id: 9009, created: '20:05:10', price: 0, taxed: false, note }],
      [
        { id: 7006, amount: -5000, type: 5, creditAccount: 31 },
        { id: 7007, amount: 5000, type: 1 },
      ],
    ),
    ticket(
      { id: 5009, kind: 'deposit', created: '20:30:00', done: '20:30:20', more: { customer: 12 } },
      [],
      [
        { id: 7008, amount: 10000, type: 1 },
        { id: 7009, amount: -10000, type: 4, creditAccount: 32 },
      ],
    ),
  ];
}

/** One on the next UTC day and one in another zone, at the last second of an hour. */
function laterSales(): SaleFacts[] {
  return [
    ticket(
      { id: 5010, kind: 'normal', created: '15 01:53:10', done: '15 01:55:00', employee: 3 },
      [{ id: 9010, created: '15 01:53:20', price: 1800, item: 104, quantity: 2 }],
      [{ id: 7010, amount: 3920, type: 3 }],
    ),
    ticket(
      { id: 5011, kind: 'normal', created: '17:58:00', done: '17:59:59', shop: 4, register: 5, employee: 4 },
      [{ id: 9011, created: '17:58:05', price: 750, item: 105, quantity: 4 }],
      [{ id: 7011, amount: 3266, type: 1 }],
    ),
  ];
}

function shifts(): ShiftFacts[] {
  const shift = (
    id: number,
    employeeId: number,
    kind: ShiftFacts['kind'],
    [from, to]: readonly [string, string | undefined],
  ): ShiftFacts => ({
    id,
    kind,
    employee: employeeId,
    shop: employeeId === 4 ? 4 : 1,
    checkIn: at(from),
    checkOut: to === undefined ? undefined : at(to),
  });
  return [
    shift(8801, 2, 'normal', ['12:58:41', '17:03:12']),
    shift(8802, 9, 'former', ['13:00:00', '21:30:00']),
    shift(8803, 3, 'open', ['17:05:30', undefined]),
    shift(8804, 2, 'normal', ['18:15:00', '18:15:09']),
    shift(8805, 4, 'overMidnight', ['23:40:00', '15 05:10:00']),
    shift(8806, 4, 'forgotten', ['12 16:00:00', '14 03:10:00']),
  ];
}
