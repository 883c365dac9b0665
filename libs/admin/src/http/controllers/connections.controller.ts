import { Body, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { instantText } from '@tillbridge/domain';
import { z } from 'zod';
import type { Author } from '../../audit/change-log.js';
import { AuthorizationService } from '../../authorization/authorization.service.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import { DeletionService } from '../../connections/deletion.service.js';
import { ApiController, By, Describe, Gone } from '../decorators.js';
import { onlyReason, reason } from '../schemas.js';

const CONNECTION = {
  id: 'acme',
  label: 'Acme Outdoor',
  connector: 'some-pos',
  active: true,
  access: 'valid',
  cause: null,
  locations: 3,
  readTo: '2026-05-15T14:00:00Z',
};
const UNKNOWN = { 404: 'There is no such connection.', 409: 'It was deleted.' };

const deletion = z.strictObject({
  confirm: z.string().max(100).optional().meta({ description: 'the id of the connection once more' }),
  figures: z.enum(['keep', 'delete']).default('keep').meta({ description: 'what becomes of what was read of it' }),
});
const anotherAccount = z.boolean().default(false).meta({ description: 'another account may take the connection over' });
const beginning = z.strictObject({ anotherAccount, reason: reason.optional() }).prefault({});
const returned = z.strictObject({
  address: z.string().min(1).max(16_384).meta({
    description: 'the whole address that the browser came to',
    example: 'https://localhost/oauth/callback?code=...',
  }),
  anotherAccount,
  reason: reason.optional(),
});

@ApiController('connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly deletion: DeletionService,
    private readonly authorization: AuthorizationService,
  ) {}

  @Get()
  @Describe({ summary: 'Every connection, its access and how far it is read', example: { items: [CONNECTION] } })
  async list() {
    return { items: await this.connections.list() };
  }

  @Get(':id')
  @Describe({ summary: 'One connection', example: CONNECTION, refusals: UNKNOWN })
  async get(@Param('id') id: string) {
    return this.connections.get(id);
  }

  @Delete(':id')
  @Describe({
    summary:
      'Deletes a connection: its access is taken back at the POS where that is possible; figures stay unless asked',
    example: { connection: 'acme', access: 'revoked', figures: 'kept' },
    refusals: { 404: 'There is no such connection.', 503: 'Deleted, but an import still holds its figures.' },
  })
  async remove(
    @Param('id') id: string,
    @Query({ schema: deletion }) { confirm, figures }: z.output<typeof deletion>,
    @By() author: Author,
  ) {
    return this.deletion.delete(id, { confirm: confirm ?? null, figures }, author);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Describe({
    summary: 'Nothing is read from it until it is resumed',
    example: { ...CONNECTION, active: false },
    refusals: UNKNOWN,
  })
  async pause(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @By() author: Author) {
    await this.connections.pause(id, author);
    return this.connections.get(id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @Describe({ summary: 'Lets it be read again', example: CONNECTION, refusals: UNKNOWN })
  async resume(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @By() author: Author) {
    await this.connections.resume(id, author);
    return this.connections.get(id);
  }

  @Post(':id/authorization')
  @HttpCode(200)
  @Describe({
    summary:
      'Begins to connect: the address to open in a browser. Also revives a deleted connection once it is finished',
    example: {
      connection: 'acme',
      url: 'https://pos.example/authorize?client_id=...',
      redirectUri: 'https://localhost/oauth/callback',
      scopes: ['sales'],
      expiresAt: '2026-05-15T14:10:00Z',
    },
    refusals: { 404: 'There is no such connection.' },
  })
  async begin(
    @Param('id') id: string,
    @Body({ schema: beginning }) body: z.output<typeof beginning>,
    @By() author: Author,
  ) {
    const begun = await this.authorization.begin(id, body, author);
    return { ...begun, expiresAt: instantText(begun.expiresAt) };
  }

  @Post(':id/authorization/return')
  @HttpCode(200)
  @Describe({
    summary: 'Finishes to connect, with the address that the browser came to, by the key that began it',
    example: { connection: 'acme', scopes: ['sales'], shops: [{ posId: '1', name: 'Front Street' }], checks: [] },
    refusals: { 404: 'There is no such connection.', 409: 'A person must act: other account, missing right, refused.' },
  })
  // oxlint-disable-next-line max-params -- Nest hands over one parameter a decorator
  async finish(
    @Param('id') id: string,
    @Body({ schema: returned }) { address, anotherAccount }: z.output<typeof returned>,
    @By() author: Author,
    @Gone() signal: AbortSignal,
  ) {
    return this.authorization.finish(id, { address, anotherAccount, signal }, author);
  }

  @Post(':id/check')
  @HttpCode(200)
  @Describe({
    summary: 'Tries what the access allows, with real requests to the POS',
    example: { items: [{ capability: 'auth', status: 'ok', evidence: 'account 990001' }] },
    refusals: UNKNOWN,
  })
  async check(@Param('id') id: string, @Body({ schema: onlyReason }) _: unknown, @Gone() signal: AbortSignal) {
    return { items: await this.authorization.check(id, signal) };
  }
}
