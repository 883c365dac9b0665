import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Simulator, SimulatorOptions } from '@tillbridge/simulator';
import { startSimulator } from '@tillbridge/simulator';
import type { SyncRequest } from '@tillbridge/sync';
import { Dispatcher, type ImportOutcome } from '@tillbridge/scheduling';
import { openApplication, type Application } from '../../apps/cli/src/application.ts';
import { configure } from '../../apps/cli/src/configured.ts';
import { createDatabase } from './postgresql.ts';

export type DatabaseName = 'SQLite' | 'PostgreSQL';

let databases = 0;

/** A simulated account, a settings file, and everything that the command `sync` works with, in a folder of its own. */
export class Workplace {
  private constructor(
    readonly folder: string,
    readonly simulator: Simulator,
    readonly settingsFile: string,
  ) {}

  static async open(
    database: DatabaseName,
    options: SimulatorOptions & { readonly extra?: string; readonly outputs?: string } = {},
  ): Promise<Workplace> {
    const { extra = '', outputs = DEFAULT_OUTPUTS, ...simulated } = options;
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-flow-'));
    const simulator = await startSimulator({ frozen: true, rateLimit: false, ...simulated });
    const url = database === 'SQLite' ? `sqlite:${join(folder, 'store.db')}` : await emptyDatabase();
    const settingsFile = join(folder, 'tillbridge.yaml');
    writeFileSync(settingsFile, settingsText(folder, simulator, { url, extra, outputs }));
    return new Workplace(folder, simulator, settingsFile);
  }

  async application(now = (): number => this.simulator.now()): Promise<Application> {
    const configured = await configure({
      file: this.settingsFile,
      environment: { LIGHTSPEED_SECRET: this.simulator.clientSecret },
      workingDirectory: this.folder,
      entry: 'source',
    });
    return openApplication({
      ...configured,
      clock: { now },
      command: 'test',
      wait: 20_000,
      signal: new AbortController().signal,
    });
  }

  /** What `tillbridge sync acme --deliver` does, in this process. */
  async sync(request: Partial<SyncRequest> & { readonly deliver?: boolean } = {}): Promise<ImportOutcome> {
    const application = await this.application();
    try {
      return await application.context.get(Dispatcher).import(
        { connection: 'acme', deliver: true, from: null, to: null, acceptVanished: false, ...request },
        {
          wait: 20_000,
          requestedBy: 'test',
          onWaiting: () => undefined,
          onProgress: () => undefined,
          signal: new AbortController().signal,
        },
      );
    } finally {
      await application.close();
    }
  }

  /** Every data row of every CSV file of a folder, in order of file name. */
  rows(folder = 'out'): Array<Record<string, string>> {
    return this.files(folder).flatMap(
      (name) => parse(readFileSync(join(this.folder, folder, name)), { columns: true }) as Array<Record<string, string>>,
    );
  }

  files(folder = 'out'): string[] {
    return readdirSync(join(this.folder, folder))
      .filter((name) => name.endsWith('.csv'))
      .toSorted();
  }

  /** Bytes of every file below a folder, by path. */
  bytes(folder = 'out'): Map<string, string> {
    const names = readdirSync(join(this.folder, folder), { recursive: true, withFileTypes: true });
    return new Map(
      names
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map((path) => [path, readFileSync(path, 'base64')]),
    );
  }

  async close(): Promise<void> {
    await this.simulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const DEFAULT_OUTPUTS = `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }\n`;

function settingsText(
  folder: string,
  simulator: Simulator,
  parts: { readonly url: string; readonly extra: string; readonly outputs: string },
): string {
  return `dataDirectory: ${folder}
database: { url: "${parts.url}" }
encryptionKeyFile: ${join(folder, 'encryption.key')}
plugins: { directories: ["${join(import.meta.dirname, '..', '..', 'plugins')}"] }
connections:
  - id: acme
    label: Acme Outdoor
    connector: lightspeed-r
    settings:
      apiUrl: ${simulator.apiUrl}
      authUrl: ${simulator.authUrl}
      clientId: ${simulator.clientId}
      clientSecret: \${LIGHTSPEED_SECRET}
      refreshToken: ${simulator.issueRefreshToken()}
    locations:
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
      - { posId: "3", locationId: "0003" }
${parts.extra}outputs:
${parts.outputs}`;
}

async function emptyDatabase(): Promise<string> {
  databases += 1;
  const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'];
  if (server === undefined) throw new Error('the test set-up did not start PostgreSQL');
  return createDatabase(server, `flow_${process.pid}_${Date.now()}_${databases}`);
}
