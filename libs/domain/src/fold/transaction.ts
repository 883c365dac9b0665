import { signOfDecimal } from '../figure/decimal.js';
import type { Sale } from '../trade/sale.js';
import { isMerchandise } from './merchandise.js';
import type { TallyRules } from './rules.js';

/**
 * A ticket is a transaction when at least one merchandise line has a positive quantity: somebody bought something. So
 * an exchange is one and a refund-only ticket is none, though it lowers sales and items; with `countRefundTickets` the
 * latter is one too. A ticket that moves money only, such as a gift card sold, never is.
 */
export function isTransaction(
  sale: Pick<Sale, 'lines'>,
  rules: Pick<TallyRules, 'countMiscellaneousLines' | 'countRefundTickets'>,
): boolean {
  return sale.lines.some((line) => {
    const sign = signOfDecimal(line.quantity);
    return (sign > 0 || (sign < 0 && rules.countRefundTickets)) && isMerchandise(line, rules);
  });
}
