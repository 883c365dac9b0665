import { Body, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { z } from 'zod';
import type { Author } from '../../audit/change-log.js';
import { OutputsService } from '../../outputs/outputs.service.js';
import { datesOrLastDays } from '../../tallies/tallies.service.js';
import { API_CLOCK } from '../clock.js';
import { ApiController, By, Describe, Gone } from '../decorators.js';
import { inOrder, onlyReason, period, reason } from '../schemas.js';

const OUTPUT = { id: 'tmas', kind: 'csv', layout: 'tmas', hold: true, approved: false, paused: null, breaker: null };
const DOWN = {
  ...OUTPUT,
  id: 'hook',
  kind: 'webhook',
  layout: null,
  hold: false,
  approved: null,
  breaker: {
    state: 'open',
    since: '2026-05-14T10:02:11Z',
    nextTry: '2026-05-14T10:09:40Z',
    reason: 'output.unreachable: receiver.example.com answered 503.',
  },
};
const UNKNOWN = { 404: 'There is no such output.' };

const shown = inOrder(z.strictObject(period), 31);
const pausing = z.strictObject({ reason });

@ApiController('outputs')
export class OutputsController {
  constructor(
    private readonly outputs: OutputsService,
    @Inject(API_CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Describe({
    summary: 'Every output, whether it is held or paused, and whether its receiver is down',
    example: { items: [OUTPUT, DOWN] },
  })
  async list() {
    return { items: await this.outputs.list() };
  }

  @Get(':id')
  @Describe({ summary: 'One output', example: OUTPUT, refusals: UNKNOWN })
  async get(@Param('id') id: string) {
    return this.outputs.get(id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Describe({
    summary: 'Lets the days of a held output go out',
    example: { ...OUTPUT, approved: true },
    refusals: UNKNOWN,
  })
  async approve(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @By() author: Author) {
    await this.outputs.decide(id, true, author);
    return this.outputs.get(id);
  }

  @Post(':id/hold')
  @HttpCode(200)
  @Describe({ summary: 'Holds it again, where the settings say `hold: true`', example: OUTPUT, refusals: UNKNOWN })
  async hold(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @By() author: Author) {
    await this.outputs.decide(id, false, author);
    return this.outputs.get(id);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Describe({ summary: 'Nothing goes out to it until it is resumed', example: OUTPUT, refusals: UNKNOWN })
  async pause(@Param('id') id: string, @Body({ schema: pausing }) _: unknown, @By() author: Author) {
    await this.outputs.pause(id, author);
    return this.outputs.get(id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Describe({ summary: 'What it lacks goes out with the next delivery', example: OUTPUT, refusals: UNKNOWN })
  async resume(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @By() author: Author) {
    await this.outputs.resume(id, author);
    return this.outputs.get(id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @Describe({
    summary: 'Sends something of no consequence, or looks only where the kind has nothing such',
    example: { output: 'tmas', sent: false, found: { status: 'ok', evidence: '/srv/out is writable' } },
    refusals: UNKNOWN,
  })
  async test(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @Gone() signal: AbortSignal) {
    return this.outputs.test(id, signal);
  }

  @Get(':id/preview')
  @Describe({
    summary: 'What would be sent of some days, at most 31; the last 7 where no dates are given',
    example: { output: 'tmas', contentType: 'text/csv', text: 'Location ID,Date & Time,...', days: 1 },
    refusals: UNKNOWN,
  })
  async preview(@Param('id') id: string, @Query({ schema: shown }) query: z.output<typeof shown>) {
    const { from = null, to = null, location = null } = query;
    return this.outputs.preview(id, { ...datesOrLastDays({ from, to }, this.clock.now()), location });
  }
}
