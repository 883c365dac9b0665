import { signOfDecimal } from '../figure/decimal.js';
import type { Line } from '../trade/sale.js';
import type { TallyRules } from './rules.js';

/**
 * Merchandise is what a visitor carries out: an item of the catalogue at any price, or a typed-in line with a price
 * above zero. Money moving (gift card, deposit, store credit, rebate) and levies never are.
 */
export function isMerchandise(line: Line, rules: Pick<TallyRules, 'countMiscellaneousLines'>): boolean {
  switch (line.kind) {
    case 'item':
      return true;
    case 'miscellaneous':
      return rules.countMiscellaneousLines && signOfDecimal(line.unitPrice) > 0;
    case 'giftCard':
    case 'deposit':
    case 'storeCredit':
    case 'rebate':
    case 'fee':
      return false;
  }
}
