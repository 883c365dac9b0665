import { type Instant, instantText, TillbridgeError } from '@tillbridge/domain';
import { type Cause, causeOf, problemOfCause } from '@tillbridge/plugin-kit';
import { type PluginRegistry, stubCause } from '@tillbridge/registry';
import type { ConnectionSettings } from '@tillbridge/settings';
import {
  type ConnectionRow,
  connectionsOf,
  coverageBounds,
  credentialOf,
  declareConnection,
  mappingOf,
  setActive,
  shopMappingsOf,
  shopsOf,
} from '@tillbridge/store';
import type { Author } from '../audit/change-log.js';
import { connectionNamed } from '../named.js';
import type { AdminScope } from '../scope.js';
import { livingConnections, refuseDeleted } from './refuse-deleted.js';

export interface ConnectionView {
  readonly id: string;
  readonly label: string;
  readonly connector: string;
  readonly active: boolean;
  /** none: never authorised. */
  readonly access: 'valid' | 'revoked' | 'none';
  /** Why the access was given up. */
  readonly cause: { readonly code: string; readonly message: string } | null;
  readonly locations: number;
  /** Up to where the sales of every mapped shop are read. */
  readonly readTo: string | null;
}

export class ConnectionsService {
  constructor(
    private readonly scope: AdminScope,
    private readonly registry: PluginRegistry,
  ) {}

  /** Those of the settings file that nobody has deleted. */
  async list(): Promise<ConnectionView[]> {
    const { settings, store } = this.scope;
    const stored = new Map((await connectionsOf(store.read)).map((row) => [row.id, row]));
    const living = await livingConnections(settings, store.read);
    return Promise.all(living.map((connection) => this.describe(connection, stored.get(connection.id))));
  }

  /** @throws TillbridgeError `sync.connection_unknown`, `sync.connection_deleted` */
  async get(id: string): Promise<ConnectionView> {
    const connection = connectionNamed(this.scope.settings, id);
    await refuseDeleted(this.scope.store.read, id);
    const stored = (await connectionsOf(this.scope.store.read)).find((row) => row.id === id);
    return this.describe(connection, stored);
  }

  async pause(id: string, author: Author): Promise<void> {
    await this.change(connectionNamed(this.scope.settings, id), false, author);
  }

  /** @throws TillbridgeError `connector.not_implemented` */
  async resume(id: string, author: Author): Promise<void> {
    const connection = connectionNamed(this.scope.settings, id);
    const stub = stubCause(this.registry.connectorManifest(connection.connector));
    if (stub !== null) throw new TillbridgeError(problemOfCause(stub));
    await this.change(connection, true, author);
  }

  private async change(connection: ConnectionSettings, active: boolean, author: Author): Promise<void> {
    const { id } = connection;
    await this.scope.changes.make(author, async (session) => {
      await refuseDeleted(session, id);
      const before = (await connectionsOf(session)).find((row) => row.id === id)?.active ?? connection.active;
      await declareConnection(session, connection, this.scope.clock.now());
      await setActive(session, id, active);
      const action = active ? 'connection.resume' : 'connection.pause';
      const change = { action, subject: `connection:${id}`, before: { active: before }, after: { active } };
      return { result: undefined, changes: before === active ? [] : [change] };
    });
  }

  private async describe(connection: ConnectionSettings, stored: ConnectionRow | undefined): Promise<ConnectionView> {
    const { id, label, connector, locations } = connection;
    const { read } = this.scope.store;
    const credential = await credentialOf(read, id);
    const to = await this.readTo(id);
    const inFile = new Set(locations.map(({ posId }) => posId));
    const mapped = (await shopMappingsOf(read, id)).filter(({ shop }) => !inFile.has(shop));
    return {
      id,
      label,
      connector,
      // The settings give the first value; after the first import the store decides.
      active: stored?.active ?? connection.active,
      access: credential?.state ?? 'none',
      cause: causeText(credential?.cause ?? null),
      locations: new Set([...locations.map(({ locationId }) => locationId), ...mapped.map((row) => row.location)]).size,
      readTo: to === null ? null : instantText(to),
    };
  }

  /**
   * Null while one of the mapped shops was never read. A shop that the POS does not list is not waited for: nothing can
   * be read from it.
   */
  private async readTo(id: string): Promise<Instant | null> {
    const { read } = this.scope.store;
    const listed = new Set((await shopsOf(read, id)).flatMap((row) => (row.listed ? [row.posId] : [])));
    const mapped = new Set((await mappingOf(read, id)).map(({ shop }) => shop));
    const shops = [...mapped.intersection(listed)];
    const ends = await coverageBounds(read, { connectionId: id, stream: 'sales', shops });
    const wholly = shops.length > 0 && shops.every((shop) => ends.has(shop));
    return wholly ? Math.min(...[...ends.values()].map((interval) => interval.to)) : null;
  }
}

function causeText(json: string | null): ConnectionView['cause'] {
  const cause: Cause | undefined = json === null ? undefined : causeOf(JSON.parse(json));
  return cause === undefined ? null : { code: cause.code, message: cause.message };
}
