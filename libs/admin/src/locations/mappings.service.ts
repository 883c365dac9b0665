import { type LocationId, type LocationStatus, problemError } from '@tillbridge/domain';
import type { ConnectionSettings } from '@tillbridge/settings';
import {
  declareConnection,
  locationsOf,
  removeShopMapping,
  saveShopMapping,
  type Session,
  type ShopMapping,
  shopMappingsOf,
  shopsOf,
} from '@tillbridge/store';
import type { Author } from '../audit/change-log.js';
import { refuseDeleted } from '../connections/refuse-deleted.js';
import { connectionNamed } from '../named.js';
import { ADMIN_PROBLEMS } from '../problems.js';
import type { AdminScope } from '../scope.js';
import { type FeedingShop, knownLocations } from './known-locations.js';

export interface MappingRequest {
  readonly connection: string;
  readonly posId: string;
  readonly location: LocationId;
  /** Local dates, both included; null: without end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly name: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly currency: string | null;
  /** First status of a location that is new. */
  readonly status: LocationStatus;
}

export interface MappingView extends FeedingShop {
  readonly connection: string;
  readonly location: LocationId;
}

/**
 * Maps shops that the settings file does not name. The next import brings the figures up to date: a mapping that changed
 * takes those of the old location back and gives them to the new one.
 */
export class MappingsService {
  constructor(private readonly scope: AdminScope) {}

  async list(connection: string | null): Promise<MappingView[]> {
    const known = await knownLocations(this.scope.store.read, this.scope.settings);
    return known
      .filter((location) => connection === null || location.connection === connection)
      .flatMap(({ id: location, connection: of, shops }) =>
        shops.map((shop) => ({ connection: of, location, ...shop })),
      );
  }

  /** Replaces what was made of the shop before. @throws TillbridgeError `mapping.*`, `sync.connection_*` */
  async map(request: MappingRequest, author: Author): Promise<MappingView> {
    const { posId, location, from, to } = request;
    const connection = connectionNamed(this.scope.settings, request.connection);
    if (from !== null && to !== null && from > to) throw problemError(ADMIN_PROBLEMS, 'mapping.reversed', { from, to });
    this.refuseDeclared(connection, posId);
    await this.scope.changes.make(author, async (session) => {
      await refuseDeleted(session, connection.id);
      await this.refuseUnlisted(session, connection.id, posId);
      await this.refuseTaken(session, connection.id, location);
      const before = await this.madeOf(session, connection.id, posId);
      const at = this.scope.clock.now();
      await declareConnection(session, connection, at);
      await saveShopMapping(session, { ...request, connectionId: connection.id, shop: posId, actor: author.actor, at });
      const subject = `shop:${connection.id}/${posId}`;
      const states = { before: before === null ? null : placeOf(before), after: { location, from, to } };
      return { result: undefined, changes: [{ action: 'mapping.set', subject, ...states }] };
    });
    return { connection: connection.id, location, posId, from, to, source: 'store' };
  }

  /** @throws TillbridgeError `mapping.unknown`, `mapping.in_settings_file` */
  async unmap(connectionId: string, posId: string, author: Author): Promise<void> {
    const connection = connectionNamed(this.scope.settings, connectionId);
    this.refuseDeclared(connection, posId);
    await this.scope.changes.make(author, async (session) => {
      const before = await this.madeOf(session, connectionId, posId);
      if (before === null)
        throw problemError(ADMIN_PROBLEMS, 'mapping.unknown', { shop: posId, connection: connectionId });
      await removeShopMapping(session, connectionId, posId);
      const subject = `shop:${connectionId}/${posId}`;
      return { result: undefined, changes: [{ action: 'mapping.remove', subject, before: placeOf(before) }] };
    });
  }

  private async madeOf(session: Session, connectionId: string, posId: string): Promise<ShopMapping | null> {
    return (await shopMappingsOf(session, connectionId)).find(({ shop }) => shop === posId) ?? null;
  }

  private refuseDeclared({ id, locations }: ConnectionSettings, posId: string): void {
    const row = locations.findIndex((location) => location.posId === posId);
    const declared = locations[row];
    if (declared === undefined) return;
    const { source, settings } = this.scope;
    const index = settings.connections.findIndex((connection) => connection.id === id);
    const position = source.locate(['connections', index, 'locations', row]);
    const place = position === null ? (source.file ?? '-') : `${source.file ?? '-'}:${position.line}`;
    const parameters = { shop: posId, location: declared.locationId, place };
    throw problemError(ADMIN_PROBLEMS, 'mapping.in_settings_file', parameters);
  }

  /** Where nothing was read yet, nobody knows the shops. */
  private async refuseUnlisted(session: Session, connectionId: string, posId: string): Promise<void> {
    const listed = (await shopsOf(session, connectionId)).filter(({ listed: isListed }) => isListed);
    if (listed.length === 0 || listed.some((shop) => shop.posId === posId)) return;
    const known = listed.map((shop) => shop.posId).join(', ');
    throw problemError(ADMIN_PROBLEMS, 'mapping.shop_unlisted', { shop: posId, known });
  }

  /** `1` and `0001` are two locations, and whoever writes the one nearly always means the other. */
  private async refuseTaken(session: Session, connectionId: string, location: LocationId): Promise<void> {
    const known = await knownLocations(session, this.scope.settings);
    const same = known.find(({ id }) => id === location);
    if (same !== undefined && same.connection !== connectionId)
      throw problemError(ADMIN_PROBLEMS, 'mapping.location_taken', { location, connection: same.connection });
    if (same !== undefined) return;
    // Of a connection that was deleted: its figures stay, and an import takes no location from another connection.
    const former = (await locationsOf(session)).find(({ id }) => id === location);
    if (former !== undefined && former.connectionId !== connectionId)
      throw problemError(ADMIN_PROBLEMS, 'mapping.location_taken', { location, connection: former.connectionId });
    const alike = known.find(({ id }) => withoutZeros(id) === withoutZeros(location));
    if (alike === undefined) return;
    throw problemError(ADMIN_PROBLEMS, 'mapping.location_resembles', { location, known: alike.id });
  }
}

function withoutZeros(id: LocationId): string {
  return /^\d+$/.test(id) ? id.replace(/^0+(?=\d)/, '') : id;
}

function placeOf({ location, from, to }: ShopMapping) {
  return { location, from, to };
}
