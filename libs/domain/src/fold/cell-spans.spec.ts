import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { ODD_DAYS } from '../testing/arbitrary-day.js';
import { at } from '../testing/trade.js';
import { HOUR, MINUTE } from '../time/instant.js';
import { addDays } from '../time/local-date.js';
import { localPartsOf } from '../time/zone.js';
import { cellSpansOf } from './cell-spans.js';

function minutesByLabel(date: string, zone: string, grain: 60 | 30 | 15 = 60): [string, number][] {
  return cellSpansOf(date, zone, grain).map(({ minuteOfDay, start, end }) => {
    const label = `${Math.floor(minuteOfDay / 60)}:${String(minuteOfDay % 60).padStart(2, '0')}`;
    return [label, (end - start) / MINUTE];
  });
}

const someDay = fc.oneof(
  fc.constantFrom(...ODD_DAYS),
  fc.tuple(
    fc.constantFrom('America/Toronto', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Europe/Dublin'),
    fc.integer({ min: 0, max: 365 * 12 }).map((days) => addDays('2018-01-01', days)),
  ),
);

describe('the cells of a local date', () => {
  it('are 24 whole hours on an ordinary day', () => {
    const spans = cellSpansOf('2026-05-14', 'America/Toronto', 60);

    expect(spans).toHaveLength(24);
    expect(spans[10]).toEqual({
      date: '2026-05-14',
      minuteOfDay: 600,
      start: at('2026-05-14T14:00:00Z'),
      end: at('2026-05-14T15:00:00Z'),
      offsetMinutes: -240,
    });
  });

  it('leave out an hour that the clocks skip', () => {
    const labels = minutesByLabel('2026-03-08', 'America/Toronto').map(([label]) => label);

    expect(labels).toHaveLength(23);
    expect(labels.slice(0, 4)).toEqual(['0:00', '1:00', '3:00', '4:00']);
  });

  it('hold a repeated hour twice, told apart by start and offset', () => {
    const repeated = cellSpansOf('2026-11-01', 'America/Toronto', 60).filter(({ minuteOfDay }) => minuteOfDay === 60);

    expect(repeated.map(({ start, offsetMinutes }) => [start, offsetMinutes])).toEqual([
      [at('2026-11-01T05:00:00Z'), -240],
      [at('2026-11-01T06:00:00Z'), -300],
    ]);
  });

  it('are half as long where the clocks move by half an hour', () => {
    expect(minutesByLabel('2026-04-05', 'Australia/Lord_Howe').slice(0, 4)).toEqual([
      ['0:00', 60],
      ['1:00', 60],
      ['1:00', 30],
      ['2:00', 60],
    ]);
    expect(minutesByLabel('2026-10-04', 'Australia/Lord_Howe').slice(0, 4)).toEqual([
      ['0:00', 60],
      ['1:00', 60],
      ['2:00', 30],
      ['3:00', 60],
    ]);
  });

  it('begin at the quarter of UTC where the zone does', () => {
    expect(cellSpansOf('2026-05-14', 'Asia/Kathmandu', 60)[0]?.start).toBe(at('2026-05-13T18:15:00Z'));
    expect(cellSpansOf('2026-11-01', 'America/St_Johns', 60)[0]?.start).toBe(at('2026-11-01T02:30:00Z'));
  });

  it('are none on a date that the zone skipped', () => {
    expect(cellSpansOf('2011-12-30', 'Pacific/Apia', 60)).toEqual([]);
    expect(cellSpansOf('2011-12-31', 'Pacific/Apia', 60)).toHaveLength(24);
  });

  it('begin at one where midnight is skipped, and repeat the last hour where midnight is put back', () => {
    expect(minutesByLabel('2018-11-04', 'America/Sao_Paulo')[0]).toEqual(['1:00', 60]);
    expect(minutesByLabel('2018-02-17', 'America/Sao_Paulo').slice(-2)).toEqual([
      ['23:00', 60],
      ['23:00', 60],
    ]);
  });

  it('follow clocks that were put back one minute past midnight into the day before', () => {
    const saturday = minutesByLabel('2010-11-06', 'America/St_Johns');
    const sunday = minutesByLabel('2010-11-07', 'America/St_Johns');

    expect(saturday.slice(-2)).toEqual([
      ['23:00', 60],
      ['23:00', 59],
    ]);
    expect(sunday.slice(0, 2)).toEqual([
      ['0:00', 1],
      ['0:00', 60],
    ]);
  });

  it('are each the longest run of one date, one interval and one offset', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom<(60 | 30 | 15)[]>(60, 30, 15), ([zone, date], grain) => {
        const label = (instant: number): string => {
          const parts = localPartsOf(instant, zone);
          return `${parts.date} ${Math.floor(parts.minuteOfDay / grain)} ${parts.offsetMinutes}`;
        };

        for (const { start, end, minuteOfDay, offsetMinutes } of cellSpansOf(date, zone, grain)) {
          const own = `${date} ${minuteOfDay / grain} ${offsetMinutes}`;
          expect([label(start), label(end - 1)]).toEqual([own, own]);
          expect(label(start - 1)).not.toBe(own);
          expect(label(end)).not.toBe(own);
        }
      }),
    );
  });

  it('tile time without gap or overlap over neighbouring days', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom<(60 | 30 | 15)[]>(60, 30, 15), ([zone, date], grain) => {
        const days = [-1, 0, 1].flatMap((offset) => cellSpansOf(addDays(date, offset), zone, grain));
        const spans = [...days].sort((left, right) => left.start - right.start);

        spans.slice(1).forEach((span, index) => expect(span.start).toBe(spans[index]?.end));
      }),
    );
  });

  it('stay right for a date long before standard time', () => {
    const spans = cellSpansOf('1850-06-01', 'America/Toronto', 60);

    expect(spans).toHaveLength(24);
    expect(spans.every(({ start, end }) => end - start === HOUR)).toBe(true);
  });
});
