import { describe, expect, it } from '@jest/globals';
import { decodeRows } from './reading.js';
import { decodeShift, SHIFTS } from './shifts.js';
import { aShiftRow } from './testing/builders.js';

describe('a clock-in as Lightspeed writes it', () => {
  it('becomes a shift', () => {
    expect(decodeShift(aShiftRow())).toEqual({
      id: '8801',
      shop: '1',
      employee: '2',
      start: '2026-05-14T12:58:41Z',
      end: '2026-05-14T17:03:12Z',
    });
  });

  it('goes on while checkOut is absent', () => {
    expect(decodeShift(aShiftRow({ checkOut: undefined })).end).toBeNull();
    expect(decodeShift(aShiftRow({ checkOut: '' })).end).toBeNull();
  });

  it('is passed on when it ends before it begins: a mistyped edit, which the fold flags', () => {
    const { records, quarantined } = decodeRows(
      [aShiftRow({ checkOut: '2026-05-14T12:00:00+00:00' })],
      SHIFTS,
      new Map(),
    );

    expect(records).toMatchObject([{ end: '2026-05-14T12:00:00Z' }]);
    expect(quarantined).toEqual([]);
  });

  it.each([
    ['checkIn is missing', { checkIn: undefined }],
    ['checkOut should be a date', { checkOut: 'yesterday' }],
    ['employeeID is missing', { employeeID: '0' }],
    ['shopID is missing', { shopID: '' }],
    ['employeeHoursID is missing', { employeeHoursID: undefined }],
  ])('is quarantined because %s', (reason, overrides) => {
    const { records, quarantined } = decodeRows([aShiftRow(overrides)], SHIFTS, new Map());

    expect(records).toEqual([]);
    expect(quarantined[0]?.cause.message).toContain(reason);
  });

  it('stands as it was read last where it comes twice', () => {
    const rows = [aShiftRow({ checkOut: undefined }), aShiftRow()];

    expect(decodeRows(rows, SHIFTS, new Map()).records.map((shift) => shift.end)).toEqual(['2026-05-14T17:03:12Z']);
  });
});
