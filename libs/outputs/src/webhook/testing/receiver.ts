import type { OutputReceiver, ReceivedRow } from '@tillbridge/plugin-kit/suite';
import { Webhook } from 'standardwebhooks';
import { SECRET } from './context.js';
import { deadAddress, serve, type Answer } from './server.js';

interface HeldDay {
  readonly revision: number;
  readonly rows: readonly ReceivedRow[];
}

interface Message {
  readonly data: {
    readonly location: string;
    readonly date: string;
    readonly revision: number;
    readonly hours: ReadonlyArray<
      Omit<ReceivedRow, 'location' | 'date' | 'minuteOfDay'> & { readonly localStart: string }
    >;
  };
}

/** Does what docs/webhook.md asks of a receiver; the signature is checked by the library of Standard Webhooks. */
export function modelReceiver(): { readonly answer: Answer; readonly held: ReadonlyMap<string, HeldDay> } {
  const held = new Map<string, HeldDay>();
  const webhook = new Webhook(SECRET);
  const answer: Answer = (request, response) => {
    if (request.method !== 'POST') return response.writeHead(405).end();
    try {
      webhook.verify(request.body, request.headers);
    } catch {
      return response.writeHead(401).end('no matching signature');
    }
    const { data } = JSON.parse(request.body) as Message;
    const key = JSON.stringify([data.location, data.date]);
    if ((held.get(key)?.revision ?? 0) >= data.revision) return response.writeHead(208).end();
    held.set(key, { revision: data.revision, rows: rowsOf(data) });
    return response.writeHead(204).end();
  };
  return { answer, held };
}

export async function openWebhookReceiver(settings: object): Promise<OutputReceiver> {
  const { answer, held } = modelReceiver();
  const server = await serve(answer);
  const apiKey = 'a key of the gateway';
  return {
    settings: { url: server.url, secret: SECRET, headers: { 'X-Api-Key': apiKey }, ...settings },
    unreachable: { url: await deadAddress(), secret: SECRET },
    hidden: [SECRET, server.url, '/tmas', apiKey],
    read: async () => [...held.values()].flatMap(({ rows }) => rows),
    close: () => server[Symbol.asyncDispose](),
  };
}

function rowsOf({ location, date, hours }: Message['data']): ReceivedRow[] {
  return hours.map(({ localStart, sales, transactions, items, staffHours, withdrawn }) => {
    const [hour, minute] = localStart.split(':');
    const minuteOfDay = Number(hour) * 60 + Number(minute);
    return { location, date, minuteOfDay, sales, transactions, items, staffHours, withdrawn };
  });
}
