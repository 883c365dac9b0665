import type { Dates } from './compare/truth.js';
import type { Account, Window } from './processes/simulator.js';

/** Three zones, a Sunday on which the clocks of all three go back (a day of 25 hours), and the day that has begun. */
export const WEEK: Dates = { from: '2026-10-29', to: '2026-11-05' };
/** Read afterwards, as somebody does who wants the past too. */
export const WEEK_BEFORE: Dates = { from: '2026-10-22', to: '2026-10-28' };
export const BOTH_WEEKS: Dates = { from: WEEK_BEFORE.from, to: WEEK.to };

/** It has records before and after both weeks too; at first its clock stands on the last day of the week. */
export const ACCOUNT: Account = { from: '2026-10-13', to: '2026-12-31', now: '2026-11-05T12:00:00Z' };

/** Not over a day before that instant. */
export const THIS_MORNING: Window = { shop: '2', from: '2026-11-05T00:00:00Z', to: ACCOUNT.now };
