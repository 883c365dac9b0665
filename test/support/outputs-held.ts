import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';

interface Hour {
  readonly localStart: string;
  readonly sales: string;
  readonly transactions: number;
  readonly items: string;
  readonly staffHours: string | null;
}

interface Message {
  readonly data: {
    readonly location: string;
    readonly date: string;
    readonly revision: number;
    readonly hours: readonly Hour[];
  };
}

/** A receiver of webhooks that keeps the highest revision of each location-day, as docs/webhook.md tells to (I3). */
export class Receiver {
  private readonly days = new Map<string, Message['data']>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        receiver.take(Buffer.concat(chunks).toString());
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** In the form of `tmas`, by location, date and hour. */
  figures(): Map<string, string> {
    return new Map(
      [...this.days.values()].flatMap(({ location, date, hours }) =>
        hours.map((hour) => [
          `${location} ${date} ${hour.localStart.slice(0, 2)}`,
          line(hour.sales, hour.transactions, hour.items, hour.staffHours),
        ]),
      ),
    );
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(text: string): void {
    const { data } = JSON.parse(text) as Message;
    const key = `${data.location} ${data.date}`;
    if ((this.days.get(key)?.revision ?? 0) < data.revision) this.days.set(key, data);
  }
}

/** What the database output of a SQLite file holds, in the same form. */
export function figuresInDatabase(path: string): Map<string, string> {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare(
      `select location_id as location, local_date as date, minute_of_day / 60 as hour, sales, transactions, items,
         staff_hours as hours from tillbridge_cell where withdrawn = 0`,
    )
    .all() as unknown as ReadonlyArray<Cell>;
  database.close();
  return new Map(
    rows.map(({ location, date, hour, sales, transactions, items, hours }) => [
      `${location} ${date} ${String(hour).padStart(2, '0')}`,
      line(sales, transactions, items, hours),
    ]),
  );
}

interface Cell {
  readonly location: string;
  readonly date: string;
  readonly hour: number;
  readonly sales: string;
  readonly transactions: number;
  readonly items: string;
  readonly hours: string | null;
}

// oxlint-disable-next-line max-params -- the four figures of a cell
function line(sales: string, transactions: number, items: string, staffHours: string | null): string {
  const [count, goods] = [Math.max(0, transactions), Math.max(0, Number(items))];
  return [Number(sales).toFixed(2), count, goods, staffHours === null ? '' : Number(staffHours).toFixed(2)].join(',');
}

/** One output of each kind, as the settings file lists them: the files in `out`, the tables in `tally.db`. */
export function oneOutputOfEachKind(receiver: Pick<Receiver, 'url'>): string {
  return `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites, since: 7d }
  - { id: hook, kind: webhook, url: "${receiver.url}", secret: "whsec_${Buffer.alloc(32, 7).toString('base64')}" }
  - { id: tables, kind: database, url: "sqlite:tally.db" }
`;
}

/** The part of what is held that lies on these dates, both included. */
export function onDates(
  figures: ReadonlyMap<string, string>,
  { from, to }: { readonly from: string; readonly to: string },
): Array<[string, string]> {
  const isMeant = (key: string): boolean => {
    const date = key.split(' ')[1] ?? '';
    return date >= from && date <= to;
  };
  return [...figures].filter(([key]) => isMeant(key)).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
