/** What the till knows, in whole numbers: instants are UTC seconds, money is cents, rates are 1/100000, percents 1/10000. */

export const saleKinds = [
  'normal',
  'discount',
  'refund',
  'exchange',
  'voided',
  'open',
  'empty',
  'giftCardLoad',
  'giftCardPayment',
  'deposit',
  'storeCredit',
  'layawayPickup',
  'itemFee',
  'miscellaneous',
  'webRegister',
  'webReference',
  'workOrder',
] as const;
export type SaleKind = (typeof saleKinds)[number];

export const shiftKinds = [
  'normal',
  'overlapping',
  'overMidnight',
  'open',
  'zeroLength',
  'forgotten',
  'long',
  'former',
  'clockChange',
] as const;
export type ShiftKind = (typeof shiftKinds)[number];

export interface LineFacts {
  readonly id: number;
  /** 0 for a reservation (layaway, special order, work order) that is not yet on a sale. */
  readonly sale: number;
  readonly shop: number;
  readonly employee: number;
  readonly customer: number;
  readonly createTime: number;
  readonly timeStamp: number;
  readonly quantity: number;
  /** Cents; negative only for store credit and rebates. */
  readonly price: number;
  readonly normalPrice: number;
  /** Cents off the whole line. */
  readonly discountAmount: number;
  /** 1/10000 of the line. */
  readonly discountPercent: number;
  readonly discount: number;
  readonly cost: number;
  readonly taxed: boolean;
  readonly tax1Rate: number;
  readonly tax2Rate: number;
  readonly item: number;
  readonly itemFee: number;
  readonly lineType: '' | 'item_fee' | 'item_fee_refund';
  readonly parent: number;
  readonly note: NoteFacts | undefined;
  readonly layaway: boolean;
  readonly workOrder: boolean;
  readonly specialOrder: boolean;
}

export interface NoteFacts {
  readonly id: number;
  readonly text: string;
  readonly timeStamp: number;
}

export interface PaymentFacts {
  readonly id: number;
  readonly sale: number;
  readonly amount: number;
  readonly tip: number;
  readonly createTime: number;
  readonly archived: boolean;
  readonly type: number;
  readonly refunds: number;
  readonly register: number;
  readonly employee: number;
  readonly creditAccount: number;
}

export interface SaleFacts {
  readonly id: number;
  readonly kind: SaleKind;
  readonly shop: number;
  readonly register: number;
  readonly employee: number;
  readonly customer: number;
  readonly quote: number;
  readonly createTime: number;
  readonly updateTime: number;
  readonly timeStamp: number;
  /** Absent while the ticket is open. */
  readonly completeTime: number | undefined;
  readonly archived: boolean;
  readonly voided: boolean;
  readonly referenceNumber: string;
  readonly referenceSource: string;
  readonly tax1Rate: number;
  readonly tax2Rate: number;
  readonly change: number;
  readonly lines: readonly LineFacts[];
  readonly payments: readonly PaymentFacts[];
}

export interface ShiftFacts {
  readonly id: number;
  readonly kind: ShiftKind;
  readonly employee: number;
  readonly shop: number;
  readonly checkIn: number;
  /** Absent while the employee is clocked in. */
  readonly checkOut: number | undefined;
}

export interface AddressFacts {
  readonly address1: string;
  readonly city: string;
  readonly state: string;
  readonly stateCode: string;
  readonly zip: string;
  readonly country: string;
  readonly countryCode: string;
}

export interface ShopFacts {
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
  readonly archived: boolean;
  readonly timeStamp: number;
  readonly contact: number;
  readonly address: AddressFacts;
  readonly phone: string;
  readonly tax1Rate: number;
  readonly tax2Rate: number;
}

export interface RegisterFacts {
  readonly id: number;
  readonly name: string;
  readonly open: boolean;
  readonly openTime: number;
  readonly archived: boolean;
  readonly openEmployee: number;
  readonly shop: number;
}

export interface EmployeeFacts {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly lockOut: boolean;
  readonly archived: boolean;
  readonly timeStamp: number;
  readonly contact: number;
  readonly role: number;
  readonly limitToShop: number;
  readonly lastShop: number;
  readonly lastSale: number;
  readonly lastRegister: number;
}

export interface ItemFacts {
  readonly id: number;
  readonly description: string;
  readonly price: number;
  readonly category: number;
  readonly createTime: number;
  readonly archived: boolean;
}

export interface CategoryFacts {
  readonly id: number;
  readonly name: string;
  readonly leftNode: number;
  readonly rightNode: number;
  readonly createTime: number;
}

export interface PaymentTypeFacts {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly refundAs: number;
}

export interface VoidFacts {
  readonly id: number;
  readonly createTime: number;
  readonly reason: string;
  readonly sale: number;
  readonly employee: number;
  readonly shop: number;
}

export interface AccountFacts {
  readonly id: number;
  readonly name: string;
  readonly subscription: string;
  readonly employeeLimit: number;
  readonly currency: { readonly code: string; readonly symbol: string };
  readonly user: number;
  readonly apiKey: number;
  /** Local time with offset, as Session shows it; absent when the authorising employee is not clocked in. */
  readonly checkedInAt: string | undefined;
}
