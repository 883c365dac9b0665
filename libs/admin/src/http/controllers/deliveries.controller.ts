import { Body, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { z } from 'zod';
import type { Author } from '../../audit/change-log.js';
import { type DeliveryView, DeliveriesService } from '../../deliveries/deliveries.service.js';
import { datesOrLastDays } from '../../tallies/tallies.service.js';
import { API_CLOCK } from '../clock.js';
import { ApiController, By, Describe } from '../decorators.js';
import { pageOf } from '../page.js';
import { id, inOrder, localDate, locationId, page, period, reason } from '../schemas.js';

const DELIVERY = {
  output: 'tmas',
  location: '0001',
  date: '2026-05-13',
  revision: 2,
  taken: 1,
  state: 'behind',
  attempts: 1,
  since: '2026-05-14T10:02:11Z',
  cause: null,
};

const listing = inOrder(
  z.strictObject({
    output: id.optional(),
    state: id.optional().meta({ description: 'such as delivered, behind, failed, dead, held, waived' }),
    ...period,
    ...page,
  }),
);
const replay = inOrder(
  z.strictObject({
    output: id,
    from: localDate,
    to: localDate,
    location: locationId.optional(),
    confirm: z
      .number()
      .int()
      .min(1)
      .max(1_000_000_000)
      .optional()
      .meta({ description: 'the number of days, where more than 1000 go out again' }),
    reason: reason.optional(),
  }),
  3_700,
);

@ApiController('deliveries')
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    @Inject(API_CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Describe({
    summary: 'Where each location-day stands at each output; the last 7 days where no dates are given',
    example: { items: [DELIVERY], next: null },
    refusals: { 404: 'There is no such output or location.' },
  })
  async list(@Query({ schema: listing }) query: z.output<typeof listing>) {
    const { output = null, state, from = null, to = null, location = null } = query;
    const dates = datesOrLastDays({ from, to }, this.clock.now());
    const rows = await this.deliveries.list({ ...dates, location }, output);
    const wanted = state === undefined ? rows : rows.filter((row: DeliveryView) => row.state === state);
    return pageOf(wanted, query);
  }

  @Post('replay')
  @HttpCode(202)
  @Describe({
    summary: 'Sends days again, waived and dead ones included',
    status: 202,
    example: { output: 'tmas', from: '2026-05-12', to: '2026-05-13', days: 6 },
    refusals: {
      404: 'Nothing to send again.',
      409: 'The output is paused, or the number of days has to be confirmed.',
    },
  })
  async replay(@Body({ schema: replay }) body: z.output<typeof replay>, @By() author: Author) {
    const { output, from, to, location = null, confirm = null } = body;
    const days = await this.deliveries.replay({ output, from, to, location, confirm }, author);
    return { output, from, to, days };
  }
}
