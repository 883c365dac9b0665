import { defineEntity, p } from '@mikro-orm/core';
import { ExactDecimal } from './exact-decimal.js';

/** What an output has taken of a location-day. */
export const DeliveryEntity = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    outputId: p.text().primary(),
    locationId: p.text().primary(),
    date: p.text().primary(),
    ackedRevision: p.integer().nullable(),
    /** Hash of the settings that shaped the acknowledged bytes. */
    ackedHash: p.text().nullable(),
    ackedAt: p.bigint('number').nullable(),
    /** End of the last cell of the acknowledged payload: how far the output knows the day. */
    ackedTo: p.bigint('number').nullable(),
    resendWanted: p.boolean(),
    /** Rises whenever somebody wants the day again: what was sent before does not answer it. */
    resendMark: p.integer().default(0),
    /** The revision that the receiver refused for good. */
    deadRevision: p.integer().nullable(),
    /** Hash of the settings that shaped what was refused. */
    deadHash: p.text().nullable(),
    attempts: p.integer(),
    /** How often it failed since it was last taken: the waits grow with it. */
    failures: p.integer().default(0),
    /** JSON of the last cause; null after an acknowledgement. */
    lastCause: p.text().nullable(),
    nextAttemptAt: p.bigint('number').nullable(),
    reference: p.text().nullable(),
  },
});

/** How far back an output reaches for a location. */
export const ReachEntity = defineEntity({
  name: 'Reach',
  tableName: 'reach',
  properties: {
    outputId: p.text().primary(),
    locationId: p.text().primary(),
    firstDate: p.text(),
  },
});

/** An output that must be approved before anything goes out. */
export const ApprovalEntity = defineEntity({
  name: 'Approval',
  tableName: 'approval',
  properties: {
    outputId: p.text().primary(),
    approved: p.boolean(),
    actor: p.text(),
    at: p.bigint('number'),
  },
});

/** An hour that went to an output which adds: it is sent once, later edits are listed for retyping. */
export const SentHourEntity = defineEntity({
  name: 'SentHour',
  tableName: 'sent_hour',
  properties: {
    outputId: p.text().primary(),
    locationId: p.text().primary(),
    date: p.text().primary(),
    minuteOfDay: p.integer().primary(),
    sales: p.type(ExactDecimal),
    transactions: p.integer(),
    items: p.type(ExactDecimal),
    staffSeconds: p.integer().nullable(),
    revision: p.integer(),
    at: p.bigint('number'),
  },
});

/** An output that a receiver (410) or a person has stopped: nothing goes out until it is resumed. */
export const OutputPauseEntity = defineEntity({
  name: 'OutputPause',
  tableName: 'output_pause',
  properties: {
    outputId: p.text().primary(),
    reason: p.text(),
    actor: p.text(),
    at: p.bigint('number'),
  },
});

/** What an output's last batches said of its receiver; absent where the last one was taken. */
export const OutputBreakerEntity = defineEntity({
  name: 'OutputBreaker',
  tableName: 'output_breaker',
  properties: {
    outputId: p.text().primary(),
    /** In a row. */
    failures: p.integer(),
    /** JSON of the locations that failed. */
    locations: p.text(),
    /** Since when nothing goes but a probe; null while failures are only counted. */
    openedAt: p.bigint('number').nullable(),
    nextProbeAt: p.bigint('number').nullable(),
    /** JSON of the last cause. */
    cause: p.text(),
  },
});
