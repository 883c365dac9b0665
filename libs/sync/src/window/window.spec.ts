import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '@tillbridge/domain';
import fc from 'fast-check';
import { type Depth, DEPTHS } from '../sync-work.js';
import { ownWindow, planWindows, requestedDates, type WindowFacts } from './window.js';
import { READING } from '../testing/reading.js';

const NOW = Date.parse('2026-05-14T10:20:30.400Z');

function facts(changed: Partial<WindowFacts> = {}): WindowFacts {
  return {
    posNow: NOW,
    zones: ['America/Toronto'],
    longestShift: 16 * HOUR,
    reading: READING,
    coveredTo: { sales: NOW - HOUR, shifts: NOW - HOUR },
    ...changed,
  };
}

function texts(request: { from: string | null; to: string | null }, changed: Partial<WindowFacts> = {}): string[] {
  return planWindows({ ...request, acceptVanished: false }, facts(changed)).map(
    ({ stream, from, to }) => `${stream} ${new Date(from).toISOString()} ${new Date(to).toISOString()}`,
  );
}

const TRAILING = { from: null, to: null };

describe('a trailing window by depth', () => {
  const dayOf = (depth?: Depth, changed: Partial<WindowFacts> = {}): string[] =>
    planWindows({ ...TRAILING, acceptVanished: false, ...(depth === undefined ? {} : { depth }) }, facts(changed)).map(
      ({ from }) => new Date(from).toISOString().slice(5, 13),
    );

  it('reads the usual lookbacks once an hour and where nothing is said', () => {
    expect(dayOf('hourly')).toEqual(['05-13T08', '05-11T10']);
    expect(dayOf()).toEqual(dayOf('hourly'));
  });

  it('reads shortly between the hours, shifts back to whatever staff hours of the open hour hang on', () => {
    expect(dayOf('recent')).toEqual(['05-14T08', '05-13T16']);
  });

  it('reads a week once a day and five once a week', () => {
    expect(dayOf('daily')).toEqual(['05-07T10', '05-07T10']);
    expect(dayOf('weekly')).toEqual(['04-09T10', '04-09T10']);
  });

  it('always reads back to the end of coverage', () => {
    const coveredTo = { sales: NOW - 3 * DAY, shifts: NOW - 3 * DAY };

    expect(dayOf('recent', { coveredTo })).toEqual(['05-11T10', '05-10T17']);
  });

  it('reads a new connection as deep as a first read goes, whatever the depth', () => {
    for (const depth of DEPTHS) expect(dayOf(depth, { coveredTo: { sales: null, shifts: null } })[0]).toBe('05-07T10');
  });

  it('never reads less for a greater depth', () => {
    const length = fc.integer({ min: HOUR, max: 400 * DAY });
    const reading = fc.record({
      salesLookback: length,
      shiftsLookback: length,
      recentLookback: length,
      dailyDepth: length,
      weeklyDepth: length,
      firstDepth: length,
    });

    fc.assert(
      fc.property(reading, (depths) => {
        const begins = DEPTHS.map((depth) =>
          planWindows({ ...TRAILING, acceptVanished: false, depth }, facts({ reading: depths })).map(
            ({ from }) => from,
          ),
        );
        for (const at of [0, 1]) {
          const froms = begins.map((windows) => windows[at] ?? Number.NaN);
          expect(froms).toEqual(froms.toSorted((a, b) => b - a));
        }
      }),
    );
  });
});

describe('a window asked for by local dates', () => {
  it('begins and ends at the midnights of the zone, and shifts begin the longest shift earlier', () => {
    const windows = texts({ from: '2026-05-08', to: '2026-05-09' });

    expect(windows).toEqual([
      'sales 2026-05-08T04:00:00.000Z 2026-05-10T04:00:00.000Z',
      'shifts 2026-05-07T12:00:00.000Z 2026-05-10T04:00:00.000Z',
    ]);
  });

  it('holds the dates of the zone that is first and of the one that is last', () => {
    const windows = texts({ from: '2026-05-08', to: '2026-05-08' }, { zones: ['US/Pacific', 'Asia/Kathmandu'] });

    expect(windows[0]).toBe('sales 2026-05-07T18:15:00.000Z 2026-05-09T07:00:00.000Z');
  });

  it('has 25 hours when the clocks go back and 23 when they go forward', () => {
    const hours = ['2025-11-02', '2025-03-09'].map((date) => {
      const [sales] = planWindows({ from: date, to: date, acceptVanished: false }, facts());
      return sales === undefined ? 0 : (sales.to - sales.from) / HOUR;
    });

    expect(hours).toEqual([25, 23]);
  });

  it('never passes the clock of the POS, cut to its second', () => {
    const windows = texts({ from: '2026-05-14', to: '2026-05-20' });

    expect(windows).toEqual([
      'sales 2026-05-14T04:00:00.000Z 2026-05-14T10:20:30.000Z',
      'shifts 2026-05-13T12:00:00.000Z 2026-05-14T10:20:30.000Z',
    ]);
  });

  it('is empty when it lies ahead', () => {
    expect(texts({ from: '2026-06-01', to: '2026-06-02' })).toEqual([]);
  });
});

describe('a window asked for by instants', () => {
  it('is taken as it stands, the end not included', () => {
    const windows = texts({ from: '2026-05-08T09:30:00-04:00', to: '2026-05-08T16:00:00Z' });

    expect(windows[0]).toBe('sales 2026-05-08T13:30:00.000Z 2026-05-08T16:00:00.000Z');
  });
});

describe('a window that cannot be read', () => {
  it.each([
    ['sync.window_half', { from: '2026-05-08', to: null }],
    ['sync.window_half', { from: null, to: '2026-05-08' }],
    ['sync.window_reversed', { from: '2026-05-09', to: '2026-05-08' }],
    ['sync.window_unreadable', { from: '2026-02-30', to: '2026-05-08' }],
    ['sync.window_unreadable', { from: '2026-05-08T10:00:00', to: '2026-05-09' }],
    ['sync.window_unreadable', { from: 'yesterday', to: '2026-05-09' }],
  ])('is refused as %s', (code, request) => {
    expect(() => texts(request)).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ code })] }));
  });
});

describe('the trailing window', () => {
  it('reaches back by the lookback of each stream, on whole hours', () => {
    expect(texts(TRAILING)).toEqual([
      'sales 2026-05-13T08:00:00.000Z 2026-05-14T10:20:30.000Z',
      'shifts 2026-05-11T10:00:00.000Z 2026-05-14T10:20:30.000Z',
    ]);
  });

  it('reaches back to the end of what was read after an outage', () => {
    const sales = Date.parse('2026-05-04T10:10:00Z');

    expect(texts(TRAILING, { coveredTo: { sales, shifts: NOW - HOUR } })[0]).toBe(
      'sales 2026-05-04T10:00:00.000Z 2026-05-14T10:20:30.000Z',
    );
  });

  it('reads shifts from the longest shift before that end, so that the first unread hour has its staff hours', () => {
    const shifts = Date.parse('2026-05-04T10:10:00Z');

    expect(texts(TRAILING, { coveredTo: { sales: shifts, shifts } })[1]).toBe(
      'shifts 2026-05-03T17:00:00.000Z 2026-05-14T10:20:30.000Z',
    );
  });

  it('never lets a short lookback of shifts leave staff hours unknown', () => {
    const reading = { ...facts().reading, shiftsLookback: HOUR };

    const [, shifts] = planWindows({ ...TRAILING, acceptVanished: false }, facts({ reading }));

    expect(NOW - (shifts?.from ?? NOW)).toBeGreaterThanOrEqual(17 * HOUR);
  });

  it('reads the first depth, newest first, when nothing was ever read', () => {
    const windows = planWindows(
      { ...TRAILING, acceptVanished: false },
      facts({ coveredTo: { sales: null, shifts: null } }),
    );

    expect(windows.map(({ newestFirst }) => newestFirst)).toEqual([true, false]);
    expect(windows.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-05-07T10:00:00.000Z',
      '2026-05-06T17:00:00.000Z',
    ]);
  });

  it('always holds every hour since the end of what was read, and the shifts that may be worked in it', () => {
    fc.assert(
      fc.property(fc.nat(40 * DAY), fc.nat(40 * DAY), fc.nat(48), (sinceSales, sinceShifts, hours) => {
        const longestShift = hours * HOUR;
        const coveredTo = { sales: NOW - sinceSales, shifts: NOW - sinceShifts };

        const [sales, shifts] = planWindows({ ...TRAILING, acceptVanished: false }, facts({ coveredTo, longestShift }));

        expect(sales?.from).toBeLessThanOrEqual(coveredTo.sales);
        expect(shifts?.from).toBeLessThanOrEqual(coveredTo.shifts - HOUR - longestShift);
      }),
    );
  });
});

describe('what a request asks of one zone', () => {
  it('begins and ends with its own midnights', () => {
    const own = ownWindow({ from: '2026-05-08', to: '2026-05-08', acceptVanished: false }, () => 'US/Pacific');

    expect(own).toEqual({ from: Date.parse('2026-05-08T07:00:00Z'), to: Date.parse('2026-05-09T07:00:00Z') });
  });

  it('ends in the zone that holds on the day after', () => {
    const own = ownWindow({ from: '2026-05-08', to: '2026-05-08', acceptVanished: false }, (date) =>
      date > '2026-05-08' ? 'America/Toronto' : 'US/Pacific',
    );

    expect(own?.to).toBe(Date.parse('2026-05-09T04:00:00Z'));
  });

  it.each([TRAILING, { from: '2026-05-08T00:00:00Z', to: '2026-05-09T00:00:00Z' }])(
    'is the same for all without dates',
    (request) => {
      expect(ownWindow({ ...request, acceptVanished: false }, () => 'US/Pacific')).toBeNull();
    },
  );
});

describe('the dates that a request names', () => {
  it('are its own, or hold its instants in whatever zone', () => {
    const dates = (from: string | null, to: string | null) => requestedDates({ from, to, acceptVanished: false });

    expect(dates('2026-05-08', '2026-05-09')).toEqual({ from: '2026-05-08', to: '2026-05-09' });
    expect(dates('2026-05-08T23:00:00-11:00', '2026-05-09T23:00:00Z')).toEqual({
      from: '2026-05-08',
      to: '2026-05-10',
    });
    expect(dates(null, null)).toBeNull();
  });
});
