import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { getCACertificates, type ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { DatabaseFault } from '../fault.js';
import type { PostgreSqlSettings } from '../settings.js';
import { postgreSqlFault } from './fault.js';

export type Parameter = string | number | boolean | null | ReadonlyArray<string | number | boolean | null>;
export type Found = Readonly<Record<string, unknown>>;

/** Milliseconds beyond the server's own limit after which the server, or the way to it, counts as gone. */
const ANSWER_GRACE = 5_000;
/** Milliseconds that closing the connection may take; a server that no longer answers is not waited for. */
const CLOSE_LIMIT = 2_000;

/**
 * One connection to PostgreSQL. All that it throws is a DatabaseFault. When `signal` aborts, the connection is cut: the
 * server takes back what was not committed.
 */
export class PostgreSqlSession {
  private readonly client: pg.Client;
  private readonly settings: PostgreSqlSettings;
  private readonly signal: AbortSignal;
  private readonly cut: () => void;

  private constructor(client: pg.Client, socket: Socket, settings: PostgreSqlSettings, signal: AbortSignal) {
    this.client = client;
    this.settings = settings;
    this.signal = signal;
    this.cut = () => void socket.destroy();
    signal.addEventListener('abort', this.cut);
  }

  static async open(settings: PostgreSqlSettings, signal: AbortSignal): Promise<PostgreSqlSession> {
    const socket = new Socket();
    try {
      signal.throwIfAborted();
      const client = new pg.Client({ ...clientConfig(settings), stream: () => socket });
      // Without a listener a connection that breaks while nothing is asked would end the process.
      client.on('error', () => undefined);
      const session = new PostgreSqlSession(client, socket, settings, signal);
      await client.connect().catch(async (error: unknown) => {
        await session.close();
        throw error;
      });
      return session;
    } catch (error) {
      socket.destroy();
      throw new DatabaseFault(postgreSqlFault(error, settings, signal), { cause: error });
    }
  }

  async query(text: string, parameters: readonly Parameter[] = []): Promise<readonly Found[]> {
    try {
      const { rows } = await this.client.query<Found>(text, [...parameters]);
      return rows;
    } catch (error) {
      const fault = postgreSqlFault(error, this.settings, this.signal);
      // The next question on a dead connection would wait for its limit again.
      if (fault.problem === 'database.unreachable') this.cut();
      throw new DatabaseFault(fault, { cause: error });
    }
  }

  /**
   * Limits are set for the transaction alone, so that a pool in between (PgBouncer) hands no connection on with them,
   * and takes ours, which it would not with limits in the connection's parameters.
   */
  async transaction<T>(work: () => Promise<T>, access: 'read only' | '' = ''): Promise<T> {
    const { statementMilliseconds, lockMilliseconds } = this.settings;
    await this.query(
      `begin isolation level read committed ${access};` +
        `set local statement_timeout = ${statementMilliseconds}; set local lock_timeout = ${lockMilliseconds};` +
        `set local idle_in_transaction_session_timeout = ${statementMilliseconds}`,
    );
    try {
      const result = await work();
      await this.query('commit');
      return result;
    } catch (error) {
      await this.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.signal.removeEventListener('abort', this.cut);
    const limit = setTimeout(this.cut, CLOSE_LIMIT);
    await this.client.end().catch(() => undefined);
    clearTimeout(limit);
    this.cut();
  }
}

/** Everything is given, for what is left out the driver takes from the environment or a file of the user's. */
function clientConfig(settings: PostgreSqlSettings): pg.ClientConfig {
  const { host, port, user, password, database, connectMilliseconds, statementMilliseconds } = settings;
  return {
    host,
    port,
    user,
    password: () => password,
    database,
    ssl: settings.tls === 'off' ? false : tlsOptions(settings),
    application_name: 'tillbridge',
    keepAlive: true,
    connectionTimeoutMillis: connectMilliseconds,
    query_timeout: statementMilliseconds + ANSWER_GRACE,
  };
}

function tlsOptions({ caFile }: PostgreSqlSettings): ConnectionOptions {
  if (caFile === null) return { rejectUnauthorized: true };
  return { rejectUnauthorized: true, ca: [...getCACertificates('default'), readFileSync(caFile, 'utf8')] };
}
