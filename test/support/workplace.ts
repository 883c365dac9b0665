import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Simulator, SimulatorOptions } from '@tillbridge/simulator';
import { startSimulator } from '@tillbridge/simulator';
import { Dispatcher, type ImportOutcome, type ImportRequest } from '@tillbridge/scheduling';
import { daysBetween, type LocationDayRow, type Store } from '@tillbridge/store';
import { openApplication, type Application } from '@tillbridge/application';
import { configure } from '@tillbridge/application';
import { createDatabase } from './postgresql.ts';

export type DatabaseName = 'SQLite' | 'PostgreSQL';

let databases = 0;

export interface WorkplaceOptions extends SimulatorOptions, Partial<SettingsParts> {}

/** Pieces of the settings file, as YAML. */
export interface SettingsParts {
  /** The list below `locations:`. */
  readonly locations: string;
  /** Whole sections, such as `tallies: { grain: 30 }\n`. */
  readonly extra: string;
  /** The list below `outputs:`. */
  readonly outputs: string;
}

/** A simulated account, a settings file, and everything that the command `sync` works with, in a folder of its own. */
export class Workplace {
  readonly folder: string;
  readonly simulator: Simulator;
  readonly settingsFile: string;

  private constructor(
    private readonly fixed: FixedSettings,
    private parts: SettingsParts,
    private readonly ownsSimulator: boolean,
  ) {
    this.folder = fixed.folder;
    this.simulator = fixed.simulator;
    this.settingsFile = join(fixed.folder, 'tillbridge.yaml');
  }

  static async open(database: DatabaseName, options: WorkplaceOptions = {}): Promise<Workplace> {
    const { extra, outputs, locations, ...simulated } = options;
    const simulator = await startSimulator({ frozen: true, rateLimit: false, loopbackRedirect: true, ...simulated });
    return Workplace.at(database, simulator, {
      parts: definedParts({ extra, outputs, locations }, DEFAULT_PARTS),
      ownsSimulator: true,
    });
  }

  /** A second company folder with an empty database that reads the same account. */
  static async beside(other: Workplace, database: DatabaseName): Promise<Workplace> {
    return Workplace.at(database, other.simulator, { parts: other.parts, ownsSimulator: false });
  }

  private static async at(
    database: DatabaseName,
    simulator: Simulator,
    { parts, ownsSimulator }: { readonly parts: SettingsParts; readonly ownsSimulator: boolean },
  ): Promise<Workplace> {
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-flow-'));
    const url = database === 'SQLite' ? `sqlite:${join(folder, 'store.db')}` : await emptyDatabase();
    const fixed = { folder, simulator, url, refreshToken: simulator.issueRefreshToken() };
    const workplace = new Workplace(fixed, parts, ownsSimulator);
    workplace.reconfigure({});
    return workplace;
  }

  get databaseUrl(): string {
    return this.fixed.url;
  }

  /** Writes the settings file anew, as an operator would. */
  reconfigure(changed: Partial<SettingsParts>): void {
    this.parts = definedParts(changed, this.parts);
    writeFileSync(this.settingsFile, settingsText(this.fixed, this.parts));
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
  async sync(request: Partial<ImportRequest> = {}): Promise<ImportOutcome> {
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
      (name) =>
        parse(readFileSync(join(this.folder, folder, name)), { columns: true }) as Array<Record<string, string>>,
    );
  }

  files(folder = 'out'): string[] {
    if (!existsSync(join(this.folder, folder))) return [];
    return readdirSync(join(this.folder, folder))
      .filter((name) => name.endsWith('.csv'))
      .toSorted();
  }

  /** The four figures of every row of a folder of `tmas` files, by location, date and hour; each hour stands once. */
  figures(folder = 'out'): Map<string, string> {
    const figures = new Map<string, string>();
    for (const row of this.rows(folder)) {
      const key = `${row['Location ID']} ${row['Date & Time']} ${row['Hour']}`;
      if (figures.has(key)) throw new Error(`${key} stands twice`);
      figures.set(key, [row['Sales'], row['Transactions'], row['Items'], row['Staff Hours']].join(','));
    }
    return figures;
  }

  /** For each file, what changes when it is touched. */
  stamps(folder = 'out'): Map<string, string> {
    return new Map(
      [...this.bytes(folder).keys()].map((path) => {
        const { ino, mtimeNs } = statSync(path, { bigint: true });
        return [path, `${ino} ${mtimeNs}`];
      }),
    );
  }

  /** Looks into the database, or changes it, as no command can. */
  async inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const application = await this.application();
    try {
      return await work(application.store);
    } finally {
      await application.close();
    }
  }

  /** Versions and revision of every location-day, by location and date. */
  async days(): Promise<Map<string, LocationDayRow>> {
    const rows = await this.inStore((store) => daysBetween(store.read, { from: '0000-01-01', to: '9999-12-31' }));
    return new Map(rows.map((row) => [`${row.location} ${row.date}`, row]));
  }

  /** Bytes of every file below a folder, by path. */
  bytes(folder = 'out'): Map<string, string> {
    if (!existsSync(join(this.folder, folder))) return new Map();
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
    if (this.ownsSimulator) await this.simulator.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const DEFAULT_PARTS: SettingsParts = {
  locations: `
      - { posId: "1", locationId: "0001" }
      - { posId: "2", locationId: "0002" }
      - { posId: "3", locationId: "0003" }
`,
  extra: '',
  outputs: `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }\n`,
};

interface FixedSettings {
  readonly folder: string;
  readonly simulator: Simulator;
  readonly url: string;
  readonly refreshToken: string;
}

type ChangedParts = { readonly [Part in keyof SettingsParts]?: string | undefined };

function definedParts(changed: ChangedParts, before: SettingsParts): SettingsParts {
  return {
    locations: changed.locations ?? before.locations,
    extra: changed.extra ?? before.extra,
    outputs: changed.outputs ?? before.outputs,
  };
}

function settingsText({ folder, simulator, url, refreshToken }: FixedSettings, parts: SettingsParts): string {
  return `dataDirectory: ${folder}
database: { url: "${url}" }
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
      refreshToken: ${refreshToken}
    locations:${parts.locations}${parts.extra}outputs:
${parts.outputs}`;
}

async function emptyDatabase(): Promise<string> {
  databases += 1;
  const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'];
  if (server === undefined) throw new Error('the test set-up did not start PostgreSQL');
  return createDatabase(server, `flow_${process.pid}_${Date.now()}_${databases}`);
}
