import { resolve } from 'node:path';
import type { Json } from '@tillbridge/plugin-kit';

interface SharedSettings {
  readonly prefix: string;
  readonly createTables: boolean;
  readonly batchRows: number;
  readonly lockMilliseconds: number;
}

export interface PostgreSqlSettings extends SharedSettings {
  readonly kind: 'postgresql';
  /** A name, an address, or the absolute path of a socket's folder. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: 'verify' | 'off';
  readonly caFile: string | null;
  readonly schema: string;
  readonly connectMilliseconds: number;
  readonly statementMilliseconds: number;
}

export interface SqliteSettings extends SharedSettings {
  readonly kind: 'sqlite';
  /** Absolute. */
  readonly path: string;
}

/** The settings of one database output with every default filled in; `manifest.json` says what each means. */
export type DatabaseSettings = PostgreSqlSettings | SqliteSettings;

/** What the schema in `manifest.json` lets through. */
interface WrittenSettings {
  readonly url?: string;
  readonly password?: string;
  readonly tls?: 'verify' | 'off';
  readonly caFile?: string;
  readonly schema?: string;
  readonly prefix?: string;
  readonly createTables?: boolean;
  readonly batchRows?: number;
  readonly connectSeconds?: number;
  readonly statementSeconds?: number;
  readonly lockSeconds?: number;
}

const SQLITE = 'sqlite:';
const POSTGRESQL_PORT = 5432;
const THIS_MACHINE = /^(?:\/|localhost$|127\.|::1$)/;

/** `written` has passed the schema; whether its defaults were filled in there does not matter. */
export function databaseSettings(written: Readonly<Record<string, unknown>>): DatabaseSettings {
  const given = written as WrittenSettings;
  const url = given.url ?? '';
  const shared = {
    prefix: given.prefix ?? 'tillbridge_',
    createTables: given.createTables ?? true,
    batchRows: given.batchRows ?? 2400,
    lockMilliseconds: (given.lockSeconds ?? 5) * 1000,
  };
  if (url.startsWith(SQLITE)) return { kind: 'sqlite', path: resolve(url.slice(SQLITE.length)), ...shared };
  const { hostname, port, username, password, pathname } = new URL(url);
  const host = plain(hostname).replace(/^\[(.*)\]$/, '$1');
  return {
    kind: 'postgresql',
    host,
    port: port === '' ? POSTGRESQL_PORT : Number(port),
    user: plain(username),
    password: given.password ?? plain(password),
    database: plain(pathname.slice(1)),
    tls: given.tls ?? (THIS_MACHINE.test(host) ? 'off' : 'verify'),
    caFile: given.caFile === undefined ? null : resolve(given.caFile),
    schema: given.schema ?? 'public',
    connectMilliseconds: (given.connectSeconds ?? 10) * 1000,
    statementMilliseconds: (given.statementSeconds ?? 30) * 1000,
    ...shared,
  };
}

/** Rows have one form whatever database they go to; where they go is no part of a message's id (I3). */
export function shapingSettings(): Json {
  return { rows: 1 };
}

/** The database for people, without user or password (I6). */
export function databaseName(settings: DatabaseSettings): string {
  if (settings.kind === 'sqlite') return settings.path;
  return `postgresql://${settings.host}:${settings.port}/${settings.database}`;
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
