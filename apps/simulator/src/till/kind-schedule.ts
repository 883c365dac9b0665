import type { SaleKind } from './facts.js';

/** How many of each hundred tickets are of a kind: every hundred in a row holds each kind, so no window of a few days lacks one. */
const perHundred: Readonly<Record<SaleKind, number>> = {
  normal: 52,
  discount: 10,
  refund: 5,
  exchange: 3,
  voided: 3,
  open: 3,
  empty: 4,
  giftCardLoad: 2,
  giftCardPayment: 3,
  deposit: 1,
  storeCredit: 1,
  layawayPickup: 2,
  itemFee: 3,
  miscellaneous: 3,
  webRegister: 2,
  webReference: 2,
  workOrder: 1,
};

const schedule: readonly SaleKind[] = (Object.keys(perHundred) as SaleKind[]).flatMap((kind) =>
  Array.from({ length: perHundred[kind] }, () => kind),
);

/** The kind of the generated ticket with this index; 37 has no factor in common with 100, so a hundred in a row meet each place once. */
export function kindOf(seed: number, index: number): SaleKind {
  return schedule[(index * 37 + (seed % 100)) % 100] ?? 'normal';
}

export function isCompletedKind(kind: SaleKind): boolean {
  return kind !== 'open' && kind !== 'empty';
}
