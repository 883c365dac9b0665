import type { ConnectorFactory } from '../contract/connector.js';
import type { SaleRecord, ShiftRecord, StreamName } from '../contract/record.js';
import type { CannedAnswer } from './connector-proxy.js';

export type SuiteSettings = Readonly<Record<string, unknown>>;

/** All that the suite must be told about one connector. */
export interface ConnectorSubject {
  readonly name: string;
  /** The plugin's folder: package.json, manifest.json, README.md. */
  readonly folder: URL;
  /** Imports the entry module. */
  readonly load: () => Promise<{ readonly default: ConnectorFactory }>;
  readonly badSettings: ReadonlyArray<{ readonly why: string; readonly settings: SuiteSettings }>;
  /** A POS for the suite alone; it is started before the checks and stopped after them. */
  readonly startPos: () => Promise<RunningPos>;
  readonly answers: AnswerForms;
}

/** A real POS or a simulator, with what it holds. */
export interface RunningPos {
  /** Scheme, host and port, such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Settings under which every request goes to `origin`: the suite puts a faulty line between. */
  settings(origin: string): SuiteSettings;
  /** Settings under which a page holds two or three records, so that a small world has many pages. */
  smallPages(origin: string): SuiteSettings;
  token(): Promise<string>;
  /** A span in the past that holds every expected record and no other; not longer than one read may be. */
  readonly span: Span;
  /** A span in which nothing happened. */
  readonly quietSpan: Span;
  /** At least eight sales, of at least two shops, one of them voided. */
  readonly sales: readonly ExpectedSale[];
  /** At least three, one of them open. */
  readonly shifts: readonly ShiftRecord[];
  readonly shops: readonly string[];
  /** Names of customers and employees that the POS's answers carry: none may come out. */
  readonly canaries: readonly string[];
  /** Only what the POS lets be edited; the checks of the others are skipped. */
  readonly edits: Partial<Edits>;
  stop(): Promise<void>;
}

export interface Span {
  readonly from: string;
  readonly to: string;
}

export type ExpectedSale = Pick<SaleRecord, 'id' | 'shop' | 'state' | 'completedAt' | 'net' | 'gross'>;

export interface Edits {
  voidSale(id: string): Promise<void>;
  deleteSale(id: string): Promise<void>;
  moveSale(id: string, completedAt: string): Promise<void>;
  endShift(id: string, end: string): Promise<void>;
  deleteShift(id: string): Promise<void>;
}

/** How this POS's answers look, so that the suite can bend them. */
export interface AnswerForms {
  /** Whether the request reads records of the stream. */
  reads(stream: StreamName, url: URL): boolean;
  readonly missingRight: CannedAnswer;
  /** 429; with `Retry-After` where one is given. */
  rateLimited(retryAfter: string | null): CannedAnswer;
  withNext(body: string, next: string): string;
  /** The first record of the answer loses its id. */
  withoutId(body: string): string;
  /** Every object of the answer gains keys that no document names. */
  withUnknownKeys(body: string): string;
}
