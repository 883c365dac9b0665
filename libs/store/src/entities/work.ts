import { defineEntity, p } from '@mikro-orm/core';

/** Who may write for a scope (`connection:acme`, `output:tmas`, `token:acme`); the fence rises with each taking. */
export const LeaseEntity = defineEntity({
  name: 'Lease',
  tableName: 'lease',
  properties: {
    scope: p.text().primary(),
    owner: p.text().nullable(),
    fence: p.bigint('number'),
    expiresAt: p.bigint('number'),
  },
});

export const JobEntity = defineEntity({
  name: 'Job',
  tableName: 'job',
  properties: {
    id: p.text().primary(),
    kind: p.text(),
    connectionId: p.text(),
    /** JSON of what was asked for. */
    request: p.text(),
    /** Equal for jobs that ask the same. */
    requestHash: p.text(),
    state: p.text(),
    requestedBy: p.text(),
    requestedAt: p.bigint('number'),
    startedAt: p.bigint('number').nullable(),
    finishedAt: p.bigint('number').nullable(),
    /** The POS's time when it was first worked: its windows end there. */
    asOf: p.bigint('number').nullable(),
    /** JSON: progress while it runs, the outcome after. */
    outcome: p.text().nullable(),
    /** Not worked before this instant: it waits to be tried again; null: at once. */
    notBefore: p.bigint('number').nullable(),
    /** How often it was begun. */
    attempts: p.integer().default(0),
    /** JSON of what it had done before it gave way. */
    doneBefore: p.text().nullable(),
  },
  indexes: [{ properties: ['state', 'requestedAt'] }],
  /** However many processes ask at once, one job waits. */
  uniques: [{ name: 'job_waiting_unique', properties: ['requestHash'], where: "state = 'waiting'" }],
});

/** A slice that an open job has read to its end: it goes on without it. */
export const JobSliceEntity = defineEntity({
  name: 'JobSlice',
  tableName: 'job_slice',
  properties: {
    jobId: p.text().primary(),
    stream: p.text().primary(),
    fromAt: p.bigint('number').primary(),
    toAt: p.bigint('number').primary(),
    /** Equal where the same shops were read, each within the same bounds. */
    shopsHash: p.text(),
  },
});

/**
 * A due time of a connection's schedule, written before it is due. It is served once its job is done; missed ones share
 * the job of the next.
 */
export const SlotEntity = defineEntity({
  name: 'Slot',
  tableName: 'slot',
  properties: {
    connectionId: p.text().primary(),
    dueAt: p.bigint('number').primary(),
    /** How far back its run reads: recent, hourly, daily or weekly. */
    depth: p.text(),
    /** The job that serves it; null until it is due. */
    jobId: p.text().nullable(),
    /** When its job was done; null until then. */
    servedAt: p.bigint('number').nullable(),
  },
  indexes: [{ properties: ['servedAt', 'dueAt'] }, { properties: ['jobId'] }],
});
