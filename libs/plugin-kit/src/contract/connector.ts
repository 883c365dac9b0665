import type { Json, Timestamp } from './json.js';
import type { Cause } from './cause.js';
import type { SpokenEvidence } from './evidence.js';
import type { QuarantinedRecord, SaleRecord, ShiftRecord, ShopRecord } from './record.js';

export interface PosRequest {
  readonly method?: 'GET' | 'POST';
  /** Absolute, or relative to nothing: a connector builds it from its own settings. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In the POS's own unit; 1 where not said. */
  readonly cost?: number;
}

export interface PosResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What the host lends for one call. */
export interface CallContext<Settings> {
  readonly settings: Readonly<Settings>;
  readonly connection: { readonly id: string; readonly scopes: readonly string[] };
  readonly signal: AbortSignal;
  /**
   * Sends with the connection's token, within the rate budget, repeating what may be repeated. Resolves with every
   * answer below 400; throws a CauseError otherwise, classified by `classify`. Refuses a URL whose origin is neither in
   * the manifest's hosts nor of an `x-origin` setting, before the token could leave (`link.foreign`).
   */
  request(request: PosRequest): Promise<PosResponse>;
  /** For a person who watches; never a customer's or an employee's name (I6). */
  log(level: 'debug' | 'info' | 'warn', message: string, fields?: Readonly<Record<string, Json>>): void;
}

/** Opaque to the host. */
export interface Cursor {
  readonly v: number;
  readonly value: Json;
}

export type ReadRequest =
  /** `[from, to)` of the stream's field. `shops` names what is wanted; more may be answered. */
  | { readonly mode: 'span'; readonly from: Timestamp; readonly to: Timestamp; readonly shops: readonly string[] }
  | { readonly mode: 'changes'; readonly cursor: Cursor | null; readonly shops: readonly string[] };

export interface Batch<Record> {
  readonly records: readonly Record[];
  readonly quarantined: readonly QuarantinedRecord[];
  /** Where reading can go on; null in mode `span`, where an interrupted slice starts again. */
  readonly checkpoint: Cursor | null;
  /** True on the last batch only, so that an end is told from a break. */
  readonly done: boolean;
}

export interface CheckItem extends SpokenEvidence {
  readonly capability: 'auth' | 'shops' | 'sales' | 'shifts';
  readonly status: 'ok' | 'failed' | 'skipped';
  readonly cause?: Cause;
}

/** What one answer says of the POS's rate budget; a field that the answer does not tell is absent. */
export interface RateObservation {
  readonly capacity?: number;
  /** How much of the capacity is used now. */
  readonly level?: number;
  readonly refillPerSecond?: number;
  /** Least wait before the next request, in milliseconds. */
  readonly waitMilliseconds?: number;
}

export interface OAuth2Description {
  readonly type: 'oauth2';
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly revokeUrl?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  readonly pkce: boolean;
  /** A first refresh token from the settings, where no browser can be used. */
  readonly firstRefreshToken?: string;
  /** The POS hands out a new refresh token at each refresh. */
  readonly rotatesRefreshTokens: boolean;
  /** How the token endpoint says that the grant is gone for good. Anything else is a passing fault. */
  readonly revokedWhen: ReadonlyArray<{ readonly status: number; readonly error: string }>;
}

export interface Connector<Settings = Readonly<Record<string, unknown>>> {
  authorization(settings: Settings): OAuth2Description;
  observeRate(response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
  }): RateObservation;
  /** The cause behind an answer of 400 and above. Pure. */
  classify(response: PosResponse, request: PosRequest): Cause;
  /** One item per capability, each from a request that really needs it. At most ten requests. */
  check(context: CallContext<Settings>): Promise<readonly CheckItem[]>;
  listShops(context: CallContext<Settings>): Promise<readonly ShopRecord[]>;
  readSales(context: CallContext<Settings>, request: ReadRequest): AsyncIterable<Batch<SaleRecord>>;
  readShifts(context: CallContext<Settings>, request: ReadRequest): AsyncIterable<Batch<ShiftRecord>>;
  /** The sales among `ids` that the POS still has, archived and voided ones included. */
  lookUpSales(context: CallContext<Settings>, ids: readonly string[]): Promise<readonly SaleRecord[]>;
  lookUpShifts(context: CallContext<Settings>, ids: readonly string[]): Promise<readonly ShiftRecord[]>;
}

/** Default export of a connector's entry module. */
export type ConnectorFactory = () => Connector;
