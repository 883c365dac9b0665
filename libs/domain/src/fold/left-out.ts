import type { Sale } from '../trade/sale.js';
import type { TallyRules } from './rules.js';

/** Why a sale of the day is in no cell. */
export type LeftOutReason = 'voided' | 'notCompleted' | 'otherCurrency' | 'excludedRegister' | 'excludedSource';

export const LEFT_OUT_REASONS: readonly LeftOutReason[] = [
  'voided',
  'notCompleted',
  'otherCurrency',
  'excludedRegister',
  'excludedSource',
];

/**
 * The first reason that applies, or null when the sale counts. A sale without a currency is taken to be in the
 * location's, and a location without one takes every sale: most POS accounts have a single currency and say so nowhere.
 */
export function reasonLeftOut(sale: Sale, rules: TallyRules, currency: string | null): LeftOutReason | null {
  if (sale.state === 'voided') return 'voided';
  if (sale.state !== 'completed') return 'notCompleted';
  if (currency !== null && sale.currency !== null && sale.currency !== currency) return 'otherCurrency';
  if (sale.register !== null && rules.excludeRegisters.includes(sale.register)) return 'excludedRegister';
  if (sale.source !== null && rules.excludeSources.includes(sale.source)) return 'excludedSource';
  return null;
}
