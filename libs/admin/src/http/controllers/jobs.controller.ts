import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Author } from '../../audit/change-log.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ApiController, By, Describe } from '../decorators.js';
import { pageOfLonger } from '../page.js';
import { id, inOrder, localDate, page, reason } from '../schemas.js';

const JOB = {
  id: '6f1c2c1e-6f0b-4a55-9d5e-0d1f9c2b7a11',
  kind: 'import',
  connection: 'acme',
  state: 'waiting',
  requestedBy: 'key:abcd2345',
  requestedAt: '2026-05-15T14:00:00Z',
  startedAt: null,
  finishedAt: null,
  notBefore: null,
  attempts: 0,
  request: { connection: 'acme', deliver: true, from: '2026-05-12', to: '2026-05-13', acceptVanished: false },
  complete: null,
  outcome: null,
};
/** A backfill of more belongs on the command line, which shows its progress. */
const MOST_DAYS = 1_100;

const listing = z.strictObject({
  connection: id.optional(),
  state: z.enum(['waiting', 'running', 'done', 'failed']).optional(),
  ...page,
});
const asked = inOrder(
  z.strictObject({
    connection: id,
    from: localDate.optional().meta({ description: 'with "to"; both absent: the usual trailing window' }),
    to: localDate.optional(),
    deliver: z.boolean().default(true),
    acceptVanished: z
      .boolean()
      .default(false)
      .meta({ description: 'believe the POS that many records are really gone' }),
    reason: reason.optional(),
  }),
  MOST_DAYS,
);

@ApiController('jobs')
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Describe({ summary: 'What was asked for and what came of it, newest first', example: { items: [JOB], next: null } })
  async list(@Query({ schema: listing }) query: z.output<typeof listing>) {
    const { connection, state, limit, offset } = query;
    const only = {
      ...(connection === undefined ? {} : { connectionId: connection }),
      ...(state === undefined ? {} : { state }),
    };
    return pageOfLonger(await this.jobs.list({ ...only, limit: limit + 1, offset }), query);
  }

  @Get(':id')
  @Describe({ summary: 'One job', example: JOB, refusals: { 404: 'There is no such job.' } })
  async get(@Param('id') job: string) {
    return this.jobs.get(job);
  }

  @Post()
  @HttpCode(202)
  @Describe({
    summary: 'Asks for an import; a waiting one that asks the same is joined',
    status: 202,
    example: JOB,
    refusals: { 404: 'There is no such connection.', 409: 'It is paused or was deleted.' },
  })
  async request(@Body({ schema: asked }) body: z.output<typeof asked>, @By() author: Author) {
    const { connection, deliver, acceptVanished, from = null, to = null } = body;
    return this.jobs.requestImport({ connection, deliver, from, to, acceptVanished }, author);
  }
}
