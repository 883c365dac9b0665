import { Get, Query } from '@nestjs/common';
import { instantText } from '@tillbridge/domain';
import { z } from 'zod';
import { AuditService } from '../../audit/audit.service.js';
import { ApiController, Describe } from '../decorators.js';
import { id, limit } from '../schemas.js';
import { inFrench } from '../issue-text.js';

const ROW = {
  sequence: 12,
  at: '2026-05-15T14:00:00Z',
  actor: 'key:abcd2345',
  action: 'location.status',
  subject: 'location:0001',
  reason: 'renovation',
  before: { status: 'operational' },
  after: { status: 'temporarily_closed', from: '2026-05-15', deliverMissed: null },
  requestId: '0b0f1d0e-2a51-4a53-8a39-0c8a0f5f6f4e',
  previousHash: '41d0...',
  hash: '9f2c...',
};

const asked = z.strictObject({
  subject: id.optional(),
  action: id.optional(),
  actor: id.optional(),
  before: z
    .string()
    .refine(
      (text) => /^\d{1,15}$/.test(text),
      inFrench(
        'a sequence as the answer before gave it in "next"',
        'une séquence donnée par la réponse précédente sous « next »',
      ),
    )
    .optional(),
  limit,
});

@ApiController('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Describe({ summary: 'Who changed what and why, newest first', example: { items: [ROW], next: null } })
  async list(@Query({ schema: asked }) { before, limit: most, ...only }: z.output<typeof asked>) {
    const page = { ...(before === undefined ? {} : { before: Number(before) }), limit: most + 1 };
    const rows = await this.audit.list({ ...definedOf(only), ...page });
    const items = rows.slice(0, most).map((row) => ({
      ...row,
      at: instantText(row.at),
      before: parsed(row.before),
      after: parsed(row.after),
    }));
    return { items, next: rows.length > most ? (items.at(-1)?.sequence ?? null) : null };
  }

  @Get('verification')
  @Describe({
    summary: 'Whether the chain of hashes is whole; `brokenAt` names the first row that does not fit',
    example: { rows: 12, brokenAt: null },
  })
  async verify() {
    return this.audit.verify();
  }
}

function parsed(json: string | null): unknown {
  return json === null ? null : (JSON.parse(json) as unknown);
}

function definedOf(only: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(only).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
