import { defineEntity, p } from '@mikro-orm/core';
import { ExactDecimal } from './exact-decimal.js';

/** What the POS said: upserts by connection and POS id, tombstones kept. Lines live inside their sale. */
export const SaleEntity = defineEntity({
  name: 'Sale',
  tableName: 'sale',
  properties: {
    connectionId: p.text().primary(),
    posId: p.text().primary(),
    shopId: p.text(),
    state: p.text(),
    completedAt: p.bigint('number').nullable(),
    net: p.type(ExactDecimal),
    gross: p.type(ExactDecimal),
    currency: p.text().nullable(),
    register: p.text().nullable(),
    source: p.text().nullable(),
    employee: p.text().nullable(),
    /** JSON array of `[kind, quantity, unitPrice]`. */
    lines: p.text(),
    /** Of everything above: an unchanged record is not written again. */
    hash: p.text(),
    /** Not seen by the last read of its slice and not answered when asked for by id. */
    missing: p.boolean(),
    deletedAt: p.bigint('number').nullable(),
  },
  indexes: [{ properties: ['connectionId', 'shopId', 'completedAt'] }],
});

export const ShiftEntity = defineEntity({
  name: 'Shift',
  tableName: 'shift',
  properties: {
    connectionId: p.text().primary(),
    posId: p.text().primary(),
    shopId: p.text(),
    employee: p.text(),
    startAt: p.bigint('number'),
    endAt: p.bigint('number').nullable(),
    hash: p.text(),
    missing: p.boolean(),
    deletedAt: p.bigint('number').nullable(),
  },
  indexes: [{ properties: ['connectionId', 'shopId', 'startAt'] }],
});

/** What has been read and when: the only record of it. Never overlaps within connection, stream and shop. */
export const CoverageEntity = defineEntity({
  name: 'Coverage',
  tableName: 'coverage',
  properties: {
    connectionId: p.text().primary(),
    stream: p.text().primary(),
    shopId: p.text().primary(),
    fromAt: p.bigint('number').primary(),
    toAt: p.bigint('number'),
    asOf: p.bigint('number'),
  },
});

/** A record that could not be read, with its reason. */
export const QuarantineEntity = defineEntity({
  name: 'Quarantine',
  tableName: 'quarantine',
  properties: {
    connectionId: p.text().primary(),
    stream: p.text().primary(),
    /** The record's id, or a hash of what was received where it has none. */
    recordId: p.text().primary(),
    cause: p.text(),
    raw: p.text(),
    seenAt: p.bigint('number'),
  },
});
