import { describe, expect, it } from '@jest/globals';

import { aLine, theRules } from '../testing/trade.js';
import type { LineKind } from '../trade/sale.js';
import { isMerchandise } from './merchandise.js';

describe('merchandise', () => {
  it('is an item of the catalogue at any price, given away or taken back too', () => {
    expect(isMerchandise(aLine({ unitPrice: '0' }), theRules())).toBe(true);
    expect(isMerchandise(aLine({ quantity: '-1' }), theRules())).toBe(true);
  });

  it('is a typed-in line with a price above zero, as long as the rules count those', () => {
    const typedIn = aLine({ kind: 'miscellaneous', unitPrice: '0.01' });

    expect(isMerchandise(typedIn, theRules())).toBe(true);
    expect(isMerchandise(typedIn, theRules({ countMiscellaneousLines: false }))).toBe(false);
  });

  it('is not a typed-in line that is free or gives money away', () => {
    expect(isMerchandise(aLine({ kind: 'miscellaneous', unitPrice: '0' }), theRules())).toBe(false);
    expect(isMerchandise(aLine({ kind: 'miscellaneous', unitPrice: '-100' }), theRules())).toBe(false);
  });

  it.each<LineKind>(['giftCard', 'deposit', 'storeCredit', 'rebate', 'fee'])('is never a %s line', (kind) => {
    expect(isMerchandise(aLine({ kind, unitPrice: '50' }), theRules())).toBe(false);
  });
});
