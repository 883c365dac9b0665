import type { Json, Timestamp } from './json.js';
import type { Cause } from './cause.js';
import type { SpokenEvidence } from './evidence.js';
import type { QuarantinedRecord, SaleRecord, ShiftRecord, ShopRecord } from './record.js';

export interface PosRequest {
  readonly method?: 'GET' | 'POST';
  /** Absolute; a connector builds it from its own settings, or takes it from an answer of the POS. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the request costs of the rate budget, in the POS's own unit; 1 where absent. */
  readonly cost?: number;
}

export interface PosResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What the host gives a connector for one call. */
export interface CallContext<Settings> {
  /** Checked against the manifest's schema, defaults filled in, frozen. */
  readonly settings: Readonly<Settings>;
  /** `scopes` as the POS granted them. */
  readonly connection: { readonly id: string; readonly scopes: readonly string[] };
  /** Fires when the call is to end; what the call throws after that does not matter. */
  readonly signal: AbortSignal;
  /**
   * Sends a request with the connection's token, within the rate budget, and repeats what may be repeated. Resolves
   * with every answer below 300.
   *
   * @throws CauseError what `classify` made of an answer of 400 and above; `upstream.unavailable` for a redirect, which
   *   is never followed; `link.foreign` for a URL whose origin neither the manifest's `hosts` nor a setting marked
   *   `x-origin` names, before the token could leave
   */
  request(request: PosRequest): Promise<PosResponse>;
  /** Writes a line into the host's log. It must not name a customer or an employee (I6). */
  log(level: 'debug' | 'info' | 'warn', message: string, fields?: Readonly<Record<string, Json>>): void;
}

/**
 * A position in a stream of mode `changes`. The host keeps it and hands it back without looking inside; `v` is the
 * version of the connector's own form of `value`.
 */
export interface Cursor {
  readonly v: number;
  readonly value: Json;
}

export type ReadRequest =
  /** Records whose `field` (see `StreamTraits`) lies in `[from, to)`. `shops`: `posId`s wanted; others may be answered too. */
  | { readonly mode: 'span'; readonly from: Timestamp; readonly to: Timestamp; readonly shops: readonly string[] }
  /** Records that changed since the cursor; null: from the beginning. */
  | { readonly mode: 'changes'; readonly cursor: Cursor | null; readonly shops: readonly string[] };

/** A part of what one read brings; the host asks for the next when it has saved or buffered this one. */
export interface Batch<Record> {
  readonly records: readonly Record[];
  readonly quarantined: readonly QuarantinedRecord[];
  /** Where reading can go on; null in mode `span`, where an interrupted slice starts again. */
  readonly checkpoint: Cursor | null;
  /** True on the last batch only, so that the host can tell the end from an interruption. */
  readonly done: boolean;
}

/** Whether one capability works; `cause` says why it does not. */
export interface CheckItem extends SpokenEvidence {
  readonly capability: 'auth' | 'shops' | 'sales' | 'shifts';
  readonly status: 'ok' | 'failed' | 'skipped';
  readonly cause?: Cause;
}

/** What one answer says of the POS's rate budget; a field that the answer does not tell is absent. */
export interface RateObservation {
  /** All that may be used at once, in the POS's own unit of cost, as the two below. */
  readonly capacity?: number;
  /** How much of the capacity is used now. */
  readonly level?: number;
  readonly refillPerSecond?: number;
  /** Least wait before the next request, in milliseconds. */
  readonly waitMilliseconds?: number;
}

/** How a POS authorises by OAuth 2.0 (RFC 6749). The host does it; a connector only describes it. */
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

/**
 * What one POS needs. Every call that takes a context throws a CauseError where the POS cannot be used; anything else
 * that it throws counts as a defect of the connector (`plugin.defect`).
 */
export interface Connector<Settings = Readonly<Record<string, unknown>>> {
  /** Pure. */
  authorization(settings: Settings): OAuth2Description;
  /** What an answer tells about the rate limit; called for every answer, failed ones too. Pure. */
  observeRate(response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
  }): RateObservation;
  /** The cause behind an answer of 400 and above. Pure. */
  classify(response: PosResponse, request: PosRequest): Cause;
  /** One item per capability, each from a request that really needs it. At most ten requests. */
  check(context: CallContext<Settings>): Promise<readonly CheckItem[]>;
  /** Every shop of the account, archived ones too. */
  listShops(context: CallContext<Settings>): Promise<readonly ShopRecord[]>;
  /** At least one batch, empty where nothing was sold; the last one has `done: true`. */
  readSales(context: CallContext<Settings>, request: ReadRequest): AsyncIterable<Batch<SaleRecord>>;
  readShifts(context: CallContext<Settings>, request: ReadRequest): AsyncIterable<Batch<ShiftRecord>>;
  /** The sales among `ids` that the POS still has, archived and voided ones included. */
  lookUpSales(context: CallContext<Settings>, ids: readonly string[]): Promise<readonly SaleRecord[]>;
  /** The shifts among `ids` that the POS still has. */
  lookUpShifts(context: CallContext<Settings>, ids: readonly string[]): Promise<readonly ShiftRecord[]>;
}

/** Default export of a connector's entry module. */
export type ConnectorFactory = () => Connector;
