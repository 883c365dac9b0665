import { describe, expect, it } from '@jest/globals';

import { aLine, theRules } from '../testing/trade.js';
import { isTransaction } from './transaction.js';

const BOUGHT = aLine({ quantity: '1' });
const RETURNED = aLine({ quantity: '-1' });

describe('a transaction', () => {
  it('is a ticket on which somebody bought something', () => {
    expect(isTransaction({ lines: [BOUGHT] }, theRules())).toBe(true);
    expect(isTransaction({ lines: [aLine({ quantity: '0.25' })] }, theRules())).toBe(true);
  });

  it('is an exchange', () => {
    expect(isTransaction({ lines: [RETURNED, BOUGHT] }, theRules())).toBe(true);
  });

  it('is not a refund-only ticket, unless the rules count those', () => {
    expect(isTransaction({ lines: [RETURNED] }, theRules())).toBe(false);
    expect(isTransaction({ lines: [RETURNED] }, theRules({ countRefundTickets: true }))).toBe(true);
  });

  it.each([
    ['nothing', []],
    ['a gift card', [aLine({ kind: 'giftCard' })]],
    ['a deposit', [aLine({ kind: 'deposit' })]],
    ['a gift card taken back', [aLine({ kind: 'giftCard', quantity: '-1' })]],
    ['a line of quantity zero', [aLine({ quantity: '0' })]],
    ['a return beside a gift card', [RETURNED, aLine({ kind: 'giftCard' })]],
  ])('is not a ticket with %s', (_, lines) => {
    expect(isTransaction({ lines }, theRules())).toBe(false);
  });

  it('is not a ticket that moves money only, even where refunds count', () => {
    const lines = [aLine({ kind: 'giftCard', quantity: '-1' }), aLine({ kind: 'storeCredit', quantity: '1' })];

    expect(isTransaction({ lines }, theRules({ countRefundTickets: true }))).toBe(false);
  });
});
