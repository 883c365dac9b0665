import { describe, expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { Position } from '../ledger/change.js';
import { declareInZone, write } from '../testing/builders.js';
import { type Atlas, DayFinder, loadAtlas, shopsFeeding, zoneOfDay } from './atlas.js';
import { declareMapping, type MappingRow } from './mapping.js';

const HOUR = 3_600_000;

function aRow(row: Partial<MappingRow> = {}): MappingRow {
  return { shop: '1', location: '0001', from: '', to: '', ...row };
}

function anAtlas(mapping: readonly MappingRow[], zones: Record<string, Array<[string, string]>> = {}): Atlas {
  const all = { '0001': [['', 'America/Toronto']], ...zones };
  return {
    mapping,
    zones: new Map(
      Object.entries(all).map(([id, periods]) => [
        id,
        periods.map(([from, timeZone]) => ({ from: from ?? '', timeZone: timeZone ?? '' })),
      ]),
    ),
  };
}

function daysOf(atlas: Atlas, from: string, hours = 0, shop = '1'): string[] {
  const start = Date.parse(from);
  const position: Position = { shop, from: start, to: hours === 0 ? start + 1 : start + hours * HOUR };
  return new DayFinder(atlas).daysOf(position).map(({ location, date }) => `${location} ${date}`);
}

describe('the days that a record touches', () => {
  it('are the local date of a sale, on either side of local midnight', () => {
    const atlas = anAtlas([aRow()]);

    expect(daysOf(atlas, '2026-01-15T04:59:59.999Z')).toEqual(['0001 2026-01-14']);
    expect(daysOf(atlas, '2026-01-15T05:00:00.000Z')).toEqual(['0001 2026-01-15']);
    expect(daysOf(atlas, '2026-07-15T03:59:59.999Z')).toEqual(['0001 2026-07-14']);
  });

  it('are both dates of a shift over midnight, but not a date it only ends at', () => {
    const atlas = anAtlas([aRow()]);

    expect(daysOf(atlas, '2026-01-15T03:00:00Z', 4)).toEqual(['0001 2026-01-14', '0001 2026-01-15']);
    expect(daysOf(atlas, '2026-01-15T03:00:00Z', 2)).toEqual(['0001 2026-01-14']);
    expect(daysOf(atlas, '2026-01-15T03:00:00Z', 51)).toHaveLength(4);
  });

  it('are those of each location that the shop feeds, on the dates for which it does', () => {
    const atlas = anAtlas(
      [aRow({ to: '2026-01-14' }), aRow({ location: '0002', from: '2026-01-15' }), aRow({ location: '0003' })],
      { '0002': [['', 'America/Toronto']], '0003': [['', 'Asia/Kathmandu']] },
    );

    expect(daysOf(atlas, '2026-01-15T04:00:00Z')).toEqual(['0001 2026-01-14', '0003 2026-01-15']);
    expect(daysOf(atlas, '2026-01-15T06:00:00Z')).toEqual(['0002 2026-01-15', '0003 2026-01-15']);
    expect(daysOf(atlas, '2026-01-15T04:00:00Z', 2)).toEqual(['0001 2026-01-14', '0002 2026-01-15', '0003 2026-01-15']);
  });

  it('are none for a shop that feeds nothing, and none while the zone is not known', () => {
    const atlas = anAtlas([aRow(), aRow({ shop: '2', location: '0007' })]);

    expect(daysOf(atlas, '2026-01-15T04:00:00Z', 0, '3')).toEqual([]);
    expect(daysOf(atlas, '2026-01-15T04:00:00Z', 0, '2')).toEqual([]);
  });

  it('are found in the zone that holds then: another one begins with the midnight of the one before it', () => {
    const atlas = anAtlas([aRow()], {
      '0001': [
        ['', 'America/Toronto'],
        ['2026-01-15', 'America/Halifax'],
      ],
    });

    expect(daysOf(atlas, '2026-01-15T04:59:59Z')).toEqual(['0001 2026-01-14']);
    expect(daysOf(atlas, '2026-01-15T05:00:00Z')).toEqual(['0001 2026-01-15']);
    expect(daysOf(atlas, '2026-01-14T04:59:59Z')).toEqual(['0001 2026-01-13']);
    expect(daysOf(atlas, '2026-01-16T04:00:00Z')).toEqual(['0001 2026-01-16']);
  });

  it('are two where the clocks go back over midnight in the middle of a shift', () => {
    const atlas = anAtlas([aRow()], { '0001': [['', 'America/St_Johns']] });

    // At 00:01 of 2006-10-29 the clocks went back to 23:01 of the 28th.
    expect(daysOf(atlas, '2006-10-29T02:30:30Z', 0.25)).toEqual(['0001 2006-10-28', '0001 2006-10-29']);
  });
});

describe('the atlas', () => {
  it('names the shops that feed a location on a date, sorted, with both dates of a mapping included', () => {
    const atlas = anAtlas([
      aRow({ shop: '3' }),
      aRow({ shop: '1', from: '2026-01-10', to: '2026-01-12' }),
      aRow({ shop: '2', location: '0002' }),
    ]);
    const feeding = (date: string): string[] => shopsFeeding(atlas, { location: '0001', date });

    expect(feeding('2026-01-09')).toEqual(['3']);
    expect(feeding('2026-01-10')).toEqual(['1', '3']);
    expect(feeding('2026-01-12')).toEqual(['1', '3']);
    expect(feeding('2026-01-13')).toEqual(['3']);
  });

  it('knows the zone of a day, or that it does not', () => {
    const atlas = anAtlas([], {
      '0002': [
        ['2026-01-10', 'UTC'],
        ['2026-01-12', 'Asia/Kathmandu'],
      ],
    });
    const zone = (location: string, date: string): string | undefined => zoneOfDay(atlas, { location, date });

    const dates = ['09', '10', '13'].map((day) => zone('0002', `2026-01-${day}`));
    expect(dates).toEqual([undefined, 'UTC', 'Asia/Kathmandu']);
    const change = `UTC>${Date.parse('2026-01-12T00:00:00Z')}>Asia/Kathmandu`;
    expect(['11', '12'].map((day) => zone('0002', `2026-01-${day}`))).toEqual([change, change]);
    expect(zone('0009', '2026-01-11')).toBeUndefined();
  });
});

describeOnBothStores('the atlas of a connection', (stores) => {
  it('is read back as it was declared', async () => {
    const store = await stores.open();
    await write(store, async (session) => {
      await declareInZone(session, 'acme', [{ id: '0001', timeZone: 'America/Toronto' }]);
      await declareMapping(session, 'acme', [aRow({ shop: '2' }), aRow({ shop: '1' })]);
    });

    const atlas = await loadAtlas(store.read, 'acme');

    expect(atlas).toEqual(anAtlas([aRow({ shop: '1' }), aRow({ shop: '2' })]));
    expect(daysOf(atlas, '2026-01-15T04:00:00Z', 0, '1')).toEqual(daysOf(atlas, '2026-01-15T04:00:00Z', 0, '2'));
  });
});
