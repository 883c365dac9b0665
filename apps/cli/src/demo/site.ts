import { randomBytes } from 'node:crypto';
import { ACCOUNT } from './dates.js';
import type { Layout } from './layout.js';
import { tallyCells, tmasCells } from './outputs/csv-cells.js';
import { databaseCells } from './outputs/database-cells.js';
import type { HeldOutput } from './outputs/held.js';
import { type Receiver, startReceiver } from './outputs/receiver.js';
import type { Children } from './processes/children.js';
import { freePort } from './processes/free-port.js';
import { createDatabase, type PostgreSqlServer, startPostgreSql } from './processes/postgresql-server.js';
import { type RunningSimulator, startSimulator } from './processes/simulator.js';
import { writeSettingsFile } from './settings-file.js';

/** What stands around Tillbridge: a point of sale, and what its figures are sent to. */
export interface Site {
  readonly simulator: RunningSimulator;
  readonly receiver: Receiver;
  readonly databases: { readonly store: string; readonly warehouse: string };
  /** Where the daemon answers once it runs. */
  readonly daemonUrl: string;
  /** What every output holds now. */
  readonly held: () => Promise<readonly HeldOutput[]>;
  close(): Promise<void>;
}

const SECRET_BYTES = 32;
const SIMULATOR_PATIENCE = 500;

export async function openSite(
  layout: Layout,
  { children, postgresql }: { readonly children: Children; readonly postgresql: boolean },
): Promise<Site> {
  const simulator = await startSimulator(layout, ACCOUNT, children);
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const receiver = await startReceiver(secret);
  const server = postgresql
    ? await startPostgreSql({
        port: await freePort(),
        within: layout.folder,
        start: (command, words, options) => children.start(command, words, { ...options, endedBy: 'SIGINT' }),
      })
    : null;
  const databases = await databasesOf(layout, server);
  const port = await freePort();
  writeSettingsFile(layout, { simulator, receiver: { url: receiver.url, secret }, databases, port });
  return {
    simulator,
    receiver,
    databases,
    daemonUrl: `http://localhost:${port}`,
    held: () => heldBy(layout, { receiver, warehouse: databases.warehouse }),
    close: async () => {
      await Promise.all([receiver.close(), children.stop(simulator.child, SIMULATOR_PATIENCE), server?.stop()]);
    },
  };
}

async function databasesOf(layout: Layout, server: PostgreSqlServer | null): Promise<Site['databases']> {
  if (server === null) return { store: `sqlite:${layout.storeFile}`, warehouse: `sqlite:${layout.warehouseFile}` };
  return {
    store: await createDatabase(server.url, 'tillbridge'),
    warehouse: await createDatabase(server.url, 'warehouse'),
  };
}

async function heldBy(
  { csv }: Layout,
  { receiver, warehouse }: { readonly receiver: Receiver; readonly warehouse: string },
): Promise<readonly HeldOutput[]> {
  return [
    { output: 'hook', keyedBy: 'instant', cells: receiver.cells() },
    { output: 'tmas', keyedBy: 'hour', cells: tmasCells(csv.tmas) },
    { output: 'analysts', keyedBy: 'instant', cells: tallyCells(csv.tally) },
    { output: 'warehouse', keyedBy: 'instant', cells: await databaseCells(warehouse) },
  ];
}
