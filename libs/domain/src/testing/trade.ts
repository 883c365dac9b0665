export { aLine, aSale, aShift } from '../../../../test/support/trade.ts';
import { DEFAULT_TALLY_RULES, type TallyRules } from '../fold/rules.js';
import type { Instant } from '../time/instant.js';
import type { Cover } from '../time/cover.js';

export function theRules(rules: Partial<TallyRules> = {}): TallyRules {
  return { ...DEFAULT_TALLY_RULES, ...rules };
}

export function at(text: string): Instant {
  return Date.parse(text);
}

/** One reading of everything from a week before to a week after, taken later still. */
export function readAround(instant: Instant): Cover[] {
  const week = 7 * 24 * 60 * 60 * 1000;
  return [{ from: instant - week, to: instant + week, asOf: instant + 2 * week }];
}
