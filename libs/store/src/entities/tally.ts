import { defineEntity, p } from '@mikro-orm/core';
import { ExactDecimal } from './exact-decimal.js';

/**
 * The hinge of the flow: `ledgerVersion` rises in the transaction that changes what the day is folded from, a fold
 * copies the version it read to `foldedVersion`, and `revision` rises when a figure changed.
 */
export const LocationDayEntity = defineEntity({
  name: 'LocationDay',
  tableName: 'location_day',
  properties: {
    locationId: p.text().primary(),
    date: p.text().primary(),
    ledgerVersion: p.integer(),
    foldedVersion: p.integer(),
    revision: p.integer(),
    /** Why the ledger version last rose. */
    trigger: p.text(),
    /** JSON of the tally rules it folds by; empty until its first fold. */
    rules: p.text(),
    timeZone: p.text(),
    /** JSON of what the fold left out and flagged. */
    notes: p.text(),
  },
});

export const CellEntity = defineEntity({
  name: 'Cell',
  tableName: 'cell',
  properties: {
    locationId: p.text().primary(),
    date: p.text().primary(),
    startAt: p.bigint('number').primary(),
    endAt: p.bigint('number'),
    coveredTo: p.bigint('number'),
    minuteOfDay: p.integer(),
    offsetMinutes: p.integer(),
    sales: p.type(ExactDecimal),
    transactions: p.integer(),
    items: p.type(ExactDecimal),
    /** null: unknown, never zero (I7). */
    staffSeconds: p.integer().nullable(),
    /** The revision of the location-day that last changed this cell. */
    revision: p.integer(),
    withdrawn: p.boolean(),
  },
});

/** Each change of a cell: JSON of the figures before and after, null where there was no cell. */
export const CellRevisionEntity = defineEntity({
  name: 'CellRevision',
  tableName: 'cell_revision',
  properties: {
    locationId: p.text().primary(),
    date: p.text().primary(),
    startAt: p.bigint('number').primary(),
    revision: p.integer().primary(),
    before: p.text().nullable(),
    after: p.text().nullable(),
    trigger: p.text(),
    at: p.bigint('number'),
  },
});
