import type { LocationStatus, TallyRules } from '@tillbridge/domain';

/** The settings of one process, checked and frozen. Every key and its default stands in `config/default.yaml`. */
export interface Settings {
  /** Absolute path of the file they came from; null when only defaults apply. */
  readonly file: string | null;
  readonly dataDirectory: string;
  readonly database: DatabaseSettings;
  readonly server: { readonly host: string; readonly port: number; readonly publicUrl: string };
  readonly encryptionKeyFile: string;
  readonly network: NetworkSettings;
  readonly egress: { readonly allow: readonly string[] };
  readonly plugins: { readonly directories: readonly string[] };
  readonly connections: readonly ConnectionSettings[];
  readonly tallies: TallyRules;
  readonly outputs: readonly OutputSettings[];
  readonly reading: ReadingSettings;
  readonly language: 'en' | 'fr' | null;
}

export type DatabaseSettings =
  { readonly kind: 'sqlite'; readonly path: string } | { readonly kind: 'postgresql'; readonly url: string };

export interface NetworkSettings {
  readonly proxy: string | null;
  readonly noProxy: readonly string[];
  readonly caFile: string | null;
}

export interface ConnectionSettings {
  readonly id: string;
  readonly label: string;
  readonly connector: string;
  readonly active: boolean;
  /** The redirect address registered with the POS; null: it follows from `server.publicUrl`. */
  readonly redirectUri?: string | null;
  /** Checked against the connector's own schema by `registry`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly schedule: ScheduleSettings;
  readonly locations: readonly LocationSettings[];
  /** Rules of this connection over those of the file. */
  readonly tallies: Partial<TallyRules>;
}

export type ScheduleSettings =
  | { readonly type: 'hourly'; readonly startTime: string; readonly timeZone?: string }
  | { readonly type: 'daily'; readonly startTime: string; readonly timeZone?: string }
  | { readonly type: 'every'; readonly minutes: number }
  | { readonly type: 'cron'; readonly expression: string; readonly timeZone?: string };

export interface LocationSettings {
  readonly posId: string;
  readonly locationId: string;
  readonly status: LocationStatus;
  readonly name: string | null;
  readonly region: string | null;
  /** null: the POS's. */
  readonly timeZone: string | null;
  /** null: the POS's. */
  readonly currency: string | null;
  /** Local dates, both included; null: without end. */
  readonly from: string | null;
  readonly to: string | null;
  readonly tallies: Partial<TallyRules>;
}

export interface OutputSettings {
  readonly id: string;
  readonly kind: string;
  /** How far back a new output reaches. Milliseconds. */
  readonly since: number;
  readonly hold: boolean;
  /** The keys of this kind, checked against the output's own schema. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** How far back a run re-reads; all in milliseconds. */
export interface ReadingSettings {
  readonly salesLookback: number;
  readonly shiftsLookback: number;
  /** Of the further runs within an hour. */
  readonly recentLookback: number;
  readonly dailyDepth: number;
  readonly weeklyDepth: number;
  readonly firstDepth: number;
}
