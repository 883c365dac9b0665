import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Author } from '../../audit/change-log.js';
import { keyView } from '../../keys/key-view.js';
import { KeysService } from '../../keys/keys.service.js';
import { ApiController, By, Describe } from '../decorators.js';
import { label, reason } from '../schemas.js';

const KEY = {
  id: 'abcd2345',
  label: 'scripts',
  createdAt: '2026-05-15T14:00:00Z',
  createdBy: 'cli:operator',
  lastUsedAt: null,
  revokedAt: null,
};

const wanted = z.strictObject({ label, reason: reason.optional() });
const revocation = z.strictObject({
  evenLast: z.enum(['true', 'false']).default('false').meta({ description: 'revoke even the last key that works' }),
});

@ApiController('keys')
export class KeysController {
  constructor(private readonly keys: KeysService) {}

  @Get()
  @Describe({ summary: 'Every API key, without its secret', example: { items: [KEY] } })
  async list() {
    return { items: (await this.keys.list()).map(keyView) };
  }

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Makes a key; it is shown this once',
    status: 201,
    example: { id: 'abcd2345', label: 'scripts', key: 'tbk_abcd2345_...' },
  })
  async create(@Body({ schema: wanted }) { label: named }: z.output<typeof wanted>, @By() author: Author) {
    return this.keys.create(named, author);
  }

  @Delete(':id')
  @Describe({
    summary: 'Revokes a key at once',
    example: { key: 'abcd2345', revoked: true },
    refusals: { 404: 'There is no such key.', 409: 'It is the last key that works.' },
  })
  async revoke(
    @Param('id') id: string,
    @Query({ schema: revocation }) { evenLast }: z.output<typeof revocation>,
    @By() author: Author,
  ) {
    await this.keys.revoke(id, { evenLast: evenLast === 'true' }, author);
    return { key: id, revoked: true };
  }
}
