import { Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { dayView } from '../../tallies/day-view.js';
import { TalliesService } from '../../tallies/tallies.service.js';
import { ApiController, Describe } from '../decorators.js';
import { pageOf } from '../page.js';
import { inOrder, localDate, locationId, page } from '../schemas.js';

const DAY = {
  location: '0001',
  name: 'Front Street',
  date: '2026-05-13',
  timeZone: 'America/Toronto',
  currency: 'CAD',
  revision: 1,
  cells: [
    {
      start: '2026-05-13T14:00:00Z',
      end: '2026-05-13T15:00:00Z',
      sales: '118.40',
      transactions: 3,
      items: '5',
      staffHours: '2.00',
      revision: 1,
      withdrawn: false,
    },
  ],
};
const asked = inOrder(z.strictObject({ from: localDate, to: localDate, location: locationId.optional(), ...page }));

@ApiController('tallies')
export class TalliesController {
  constructor(private readonly tallies: TalliesService) {}

  @Get()
  @Describe({
    summary: 'The figures of every hour, by location-day; an hour that was not read is absent, never zero',
    example: { items: [DAY], next: null },
    refusals: { 404: 'There is no such location.' },
  })
  async list(@Query({ schema: asked }) query: z.output<typeof asked>) {
    const { from, to, location = null } = query;
    const { items, next } = pageOf(await this.tallies.days({ from, to, location }), query);
    return { items: items.map(dayView), next };
  }
}
