import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellSpansOf } from '../fold/cell-spans.js';
import { HOUR } from './instant.js';
import { datesBetween } from './local-date.js';
import { localDateOf, runsOfDate, startOfDay } from './zone.js';
import { lastingZoneOf, zoneChangeOf, zoneWithChange } from './zone-change.js';

function changing(before: string, after: string): string {
  return zoneWithChange({ before, at: startOfDay('2026-05-16', before), after });
}

describe('the zone of a place that took another', () => {
  it('is told from its name, and lasts as the later one', () => {
    const zone = zoneWithChange({ before: 'America/Toronto', at: -5, after: 'US/Pacific' });

    expect(zoneChangeOf(zone)).toEqual({ before: 'America/Toronto', at: -5, after: 'US/Pacific' });
    expect(lastingZoneOf(zone)).toBe('US/Pacific');
    expect(zoneChangeOf('US/Pacific')).toBeNull();
    expect(lastingZoneOf('US/Pacific')).toBe('US/Pacific');
  });

  it('has the evening twice when it moves west', () => {
    const spans = cellSpansOf('2026-05-15', changing('America/Toronto', 'America/Vancouver'), 60);

    expect(spans.map(({ minuteOfDay }) => minuteOfDay / 60).slice(20)).toEqual([20, 21, 22, 23, 21, 22, 23]);
  });

  it('skips the first hours of the next day when it moves east', () => {
    const spans = cellSpansOf('2026-05-16', changing('America/Toronto', 'America/St_Johns'), 60);

    expect(spans[0]).toMatchObject({ minuteOfDay: 60, start: Date.parse('2026-05-16T04:00:00Z') });
    expect((spans[0]?.end ?? 0) - (spans[0]?.start ?? 0)).toBe(HOUR / 2);
  });

  it('has no zone that nobody knows', () => {
    expect(() => runsOfDate('2026-05-16', 'America/Toronto>0>Mars/Base')).toThrow(RangeError);
  });

  it('has every instant in exactly one cell of the date that the clock shows', () => {
    const zone = fc.constantFrom(
      'America/Toronto',
      'US/Pacific',
      'Asia/Kathmandu',
      'Pacific/Auckland',
      'Pacific/Pago_Pago',
    );
    const instant = fc
      .integer({ min: -60, max: 60 })
      .map((halves) => Date.parse('2026-05-16T00:00:00Z') + halves * HOUR);
    fc.assert(
      fc.property(zone, zone, instant, fc.constantFrom(60, 30, 15), (before, after, at, grain) => {
        const moved = changing(before, after);

        const holding = datesBetween('2026-05-12', '2026-05-20').flatMap((date) =>
          cellSpansOf(date, moved, grain as 60 | 30 | 15).filter((span) => span.start <= at && at < span.end),
        );

        expect(holding.map(({ date }) => date)).toEqual([localDateOf(at, moved)]);
      }),
    );
  });
});
