import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gathered, type HeldCell, type HeldCells } from './held.js';

/** A receiver of webhooks as docs/webhook.md tells to write one: it trusts no message that is not signed. */
export interface Receiver {
  readonly url: string;
  /** Messages that were taken, also those that brought nothing new. */
  readonly taken: () => number;
  /** Messages that were refused: not signed, not signed by the secret, or too old. */
  readonly refused: () => number;
  /** Every hour of the newest revision of each location-day. */
  readonly cells: () => HeldCells;
  close(): Promise<void>;
}

interface Hour {
  readonly start: string;
  readonly sales: string;
  readonly transactions: number;
  readonly items: string;
  readonly staffHours: string | null;
  readonly revision: number;
  readonly withdrawn: boolean;
}

interface Day {
  readonly location: string;
  readonly date: string;
  readonly revision: number;
  readonly hours: readonly Hour[];
}

interface Held {
  readonly days: Map<string, Day>;
  taken: number;
  refused: number;
}

const PATIENCE_SECONDS = 300;
/** Milliseconds: longer than the demo leaves a connection unused, so that none ends as it is used again. */
const CONNECTIONS_KEPT = 60_000;
const DONE = 204;
const ALREADY = 208;
const NOT_SIGNED = 401;
const NOT_ALLOWED = 405;

/** @param secret `whsec_` and base64, as the settings have it. */
export async function startReceiver(secret: string): Promise<Receiver> {
  const held: Held = { days: new Map(), taken: 0, refused: 0 };
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const server = createServer((request, response) => {
    answer(held, key, request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(500).end(),
    );
  });
  server.keepAliveTimeout = CONNECTIONS_KEPT;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tmas`,
    taken: () => held.taken,
    refused: () => held.refused,
    cells: () => cellsOf(held),
    close: () => closed(server),
  };
}

async function answer(held: Held, key: Buffer, request: IncomingMessage): Promise<number> {
  if (request.method === 'HEAD') return DONE;
  if (request.method !== 'POST') return NOT_ALLOWED;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  if (!isSigned(key, request.headers, body)) {
    held.refused += 1;
    return NOT_SIGNED;
  }
  const { type, data } = JSON.parse(body.toString('utf8')) as { readonly type: string; readonly data: Day };
  if (type !== 'tillbridge.location_day.updated') return DONE;
  held.taken += 1;
  const name = `${data.location} ${data.date}`;
  if ((held.days.get(name)?.revision ?? 0) >= data.revision) return ALREADY;
  held.days.set(name, data);
  return DONE;
}

/** Standard Webhooks 1.0. */
function isSigned(key: Buffer, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < PATIENCE_SECONDS)) return false;
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  const wanted = Buffer.from(`v1,${mac}`);
  return signatures.split(' ').some((text) => {
    const given = Buffer.from(text);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

function cellsOf({ days }: Held): HeldCells {
  return gathered(
    [...days.values()].flatMap(({ location, hours }) =>
      hours.map((hour) => [`${location} ${hour.start}`, cellOf(hour)] as const),
    ),
  );
}

function cellOf({ sales, transactions, items, staffHours, revision, withdrawn }: Hour): HeldCell {
  return {
    figures: `${sales} ${transactions} ${items} ${staffHours ?? ''}${withdrawn ? ' withdrawn' : ''}`,
    revision,
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
