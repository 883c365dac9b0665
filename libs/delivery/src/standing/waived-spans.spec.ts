import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '@tillbridge/domain';
import type { StatusChange } from '@tillbridge/store';
import { isWaived } from '../status.js';
import { waivedSpans } from './waived-spans.js';

const FIRST = '2026-05-01';

const histories = fc
  .array(
    fc.record({
      day: fc.integer({ min: 0, max: 20 }),
      status: fc.constantFrom('operational' as const, 'closed' as const, 'temporarily_closed' as const),
      deliverMissed: fc.constantFrom(true, false, null),
    }),
    { maxLength: 6 },
  )
  .map((changes) =>
    changes
      .toSorted((a, b) => a.day - b.day)
      .map(({ day, ...change }, index): StatusChange => {
        const rest = { id: String(index), location: '0001', reason: '', actor: 'test', at: index };
        return { ...rest, ...change, effectiveDate: addDays(FIRST, day) };
      }),
  );

it('the spans of waived days hold exactly the days that are waived one by one', () => {
  fc.assert(
    fc.property(histories, fc.integer({ min: -1, max: 22 }), (history, day) => {
      const date = addDays(FIRST, day);

      const within = waivedSpans(history).some(({ from, to }) => from <= date && date < to);

      expect(within).toBe(isWaived(history, date));
    }),
  );
});
