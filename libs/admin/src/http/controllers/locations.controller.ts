import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Author } from '../../audit/change-log.js';
import { LocationsService } from '../../locations/locations.service.js';
import { MappingsService } from '../../locations/mappings.service.js';
import { type StatusRequest, StatusesService } from '../../locations/statuses.service.js';
import { ApiController, By, Describe } from '../decorators.js';
import { pageOf } from '../page.js';
import { currency, id, inOrder, localDate, locationId, name, page, reason, status, timeZone } from '../schemas.js';

const LOCATION = {
  id: '0001',
  connection: 'acme',
  name: 'Front Street',
  region: null,
  currency: 'CAD',
  shops: [{ posId: '1', from: null, to: null, source: 'settings' }],
  timeZone: 'America/Toronto',
  status: 'operational',
  statusSince: null,
  statusReason: 'first value',
};
const SET = {
  location: '0001',
  status: 'temporarily_closed',
  from: '2026-05-15',
  deliverMissed: null,
  followedBy: null,
};
const MAPPING = { connection: 'acme', location: '0009', posId: '9', from: null, to: null, source: 'store' };
const UNKNOWN = { 404: 'There is no such location.' };

const listing = z.strictObject({ connection: id.optional(), ...page });
const change = {
  status,
  reason,
  effectiveDate: localDate.optional().meta({ description: 'first local date of the new status; today where absent' }),
  deliverMissed: z.boolean().optional().meta({
    description:
      'back to operational: whether the missed days go out after all; has to be said then, unless no day was missed',
  }),
};
const oneStatus = z.strictObject(change);
const manyStatuses = z.strictObject({
  locations: z.union([z.literal('all'), z.array(locationId).min(1).max(5_000)]),
  connection: id.optional(),
  ...change,
});
const mapping = inOrder(
  z.strictObject({
    connection: id,
    posId: id,
    location: locationId,
    from: localDate.optional(),
    to: localDate.optional(),
    name: name.optional(),
    region: name.optional(),
    timeZone: timeZone.optional(),
    currency: currency.optional(),
    status: status.default('operational'),
    reason: reason.optional(),
  }),
  null,
);
const mapped = z.strictObject({ connection: id, posId: id });

@ApiController('locations')
export class LocationsController {
  constructor(
    private readonly locations: LocationsService,
    private readonly statuses: StatusesService,
    private readonly mappings: MappingsService,
  ) {}

  @Get()
  @Describe({
    summary: 'Every location, the shops that feed it, and its status of today',
    example: { items: [LOCATION], next: null },
  })
  async list(@Query({ schema: listing }) { connection, ...part }: z.output<typeof listing>) {
    return pageOf(await this.locations.list(connection ?? null), part);
  }

  @Post('status')
  @HttpCode(200)
  @Describe({
    summary: 'Sets the status of some locations, or of all: every one, or none where one is refused',
    example: { items: [SET] },
    refusals: UNKNOWN,
  })
  async setMany(@Body({ schema: manyStatuses }) body: z.output<typeof manyStatuses>, @By() author: Author) {
    const { locations, connection = null } = body;
    return { items: await this.statuses.set({ ...requestOf(body), locations, connection }, author) };
  }

  @Get('mappings')
  @Describe({ summary: 'Which shop feeds which location, and who says so', example: { items: [MAPPING], next: null } })
  async listMappings(@Query({ schema: listing }) { connection, ...part }: z.output<typeof listing>) {
    return pageOf(await this.mappings.list(connection ?? null), part);
  }

  @Put('mappings')
  @Describe({
    summary: 'Maps a shop that the settings file does not name; the next import brings the figures up to date',
    example: MAPPING,
    refusals: {
      404: 'There is no such connection.',
      409: 'The settings file names the shop, or the location is taken.',
    },
  })
  async map(@Body({ schema: mapping }) body: z.output<typeof mapping>, @By() author: Author) {
    const {
      from = null,
      to = null,
      name: named = null,
      region = null,
      timeZone: zone = null,
      currency: code = null,
    } = body;
    const { connection, posId, location, status: first } = body;
    const optional = { from, to, name: named, region, timeZone: zone, currency: code };
    return this.mappings.map({ connection, posId, location, status: first, ...optional }, author);
  }

  @Delete('mappings')
  @Describe({
    summary: 'Takes back what a person mapped; the next import takes the figures back',
    example: { connection: 'acme', posId: '9', mapped: false },
    refusals: { 404: 'There is no such mapping.', 409: 'The settings file names the shop.' },
  })
  async unmap(@Query({ schema: mapped }) { connection, posId }: z.output<typeof mapped>, @By() author: Author) {
    await this.mappings.unmap(connection, posId, author);
    return { connection, posId, mapped: false };
  }

  @Get(':id')
  @Describe({ summary: 'One location', example: LOCATION, refusals: UNKNOWN })
  async get(@Param('id') location: string) {
    return this.locations.get(location);
  }

  @Post(':id/status')
  @HttpCode(200)
  @Describe({ summary: 'Sets the status of a location', example: SET, refusals: UNKNOWN })
  async setOne(
    @Param('id') location: string,
    @Body({ schema: oneStatus }) body: z.output<typeof oneStatus>,
    @By() author: Author,
  ) {
    const [set] = await this.statuses.set({ ...requestOf(body), locations: [location], connection: null }, author);
    return set;
  }

  @Get(':id/history')
  @Describe({
    summary: 'Every status that was set, oldest first',
    example: {
      items: [{ ...SET, location: undefined, reason: 'renovation', actor: 'key:abcd2345', at: '2026-05-15T14:00:00Z' }],
    },
    refusals: UNKNOWN,
  })
  async history(@Param('id') location: string) {
    return { items: await this.locations.history(location) };
  }
}

function requestOf(body: z.output<typeof oneStatus>): Omit<StatusRequest, 'locations' | 'connection'> {
  const { status: wanted, reason: why, effectiveDate = null, deliverMissed = null } = body;
  return { status: wanted, reason: why, from: effectiveDate, deliverMissed };
}
