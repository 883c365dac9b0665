import { defineEntity, p } from '@mikro-orm/core';

/** A key for the HTTP API. Shown once when it is made; only its hash is kept (I6). */
export const ApiKeyEntity = defineEntity({
  name: 'ApiKey',
  tableName: 'api_key',
  properties: {
    id: p.text().primary(),
    label: p.text(),
    hash: p.text(),
    createdAt: p.bigint('number'),
    createdBy: p.text(),
    lastUsedAt: p.bigint('number').nullable(),
    revokedAt: p.bigint('number').nullable(),
  },
});

/** Who changed what. Rows are only added; each carries the hash of the one before, so that a gap shows. */
export const AuditEntity = defineEntity({
  name: 'Audit',
  tableName: 'audit',
  properties: {
    /** Given by whoever appends, so that the chain has no gap. */
    sequence: p.bigint('number').primary().autoincrement(false),
    at: p.bigint('number'),
    /** `cli:<user>`, `key:<id>`, `receiver`, or `tillbridge` itself. */
    actor: p.text(),
    /** Dotted: `location.status`, `connection.pause`. */
    action: p.text(),
    /** What was changed: `connection:acme`, `location:0001`. */
    subject: p.text(),
    reason: p.text().nullable(),
    /** JSON of what it was and became, without secrets; null where there is none. */
    before: p.text().nullable(),
    after: p.text().nullable(),
    requestId: p.text().nullable(),
    previousHash: p.text(),
    hash: p.text(),
  },
  indexes: [{ properties: ['subject', 'sequence'] }],
});
