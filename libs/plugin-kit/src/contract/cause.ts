import type { Json, Timestamp } from './json.js';

/** Why something failed: a closed list, each with one reaction of the host (see `causes.ts`). */
export type CauseCode =
  | 'auth.missing' // nobody has authorised the connection yet; the host alone finds that out, and names it in `detail`
  | 'auth.revoked' // the grant is gone: a person must authorise again
  | 'auth.expired' // the access token is no longer taken: refresh once and repeat
  | 'permission.missing' // a scope or an employee right is missing
  | 'feature.disabled' // the POS's plan or module is off
  | 'settings.invalid'
  | 'shop.unknown'
  | 'rate.limited'
  | 'upstream.unavailable' // down, overloaded, unreachable, or answering something else than its API
  | 'upstream.malformed' // one record or answer that cannot be read
  | 'upstream.retired' // the API version is past its end
  | 'link.foreign' // an answer points to a host that the manifest and settings do not name
  | 'cursor.invalid'
  | 'records.vanished' // more records are gone than a person would delete: nothing is taken back
  | 'connector.not_implemented'
  | 'output.unreachable'
  | 'output.not_let_in' // reached, but it takes nothing as the output is set up: a login, a right, an address
  | 'output.gone' // it asks to be sent nothing more
  | 'output.refused' // this payload will never be taken: it goes dead
  | 'output.no_space'
  | 'output.not_writable'
  | 'plugin.defect';

/** Branded by a key instead of a class, so that two copies of this package cannot disagree. */
export interface Cause {
  readonly $cause: 1;
  readonly code: CauseCode;
  /** English, for people, free of secrets and customer data (I6). */
  readonly message: string;
  /** What a person can do, in English; for the codes that need one. */
  readonly remedy?: string;
  /** The earliest instant at which trying again makes sense, by the clock of whoever answered. */
  readonly retryAt?: Timestamp;
  /** `posId` of the shop that is concerned; absent where all are. */
  readonly shop?: string;
  /** The stream that is concerned; absent where all are. */
  readonly stream?: 'sales' | 'shifts';
  readonly missingScopes?: readonly string[];
  /** The request that failed, without its query. */
  readonly http?: { readonly status: number; readonly method: string; readonly path: string };
  /** For programs, such as `{ "reason": "tls" }`; free of secrets (I6). */
  readonly detail?: Json;
}

/** What a plugin throws. */
export class CauseError extends Error {
  override readonly name = 'CauseError';
  /** Not `cause`: there an `Error` keeps what was thrown below it. */
  readonly cause_: Cause;

  constructor(cause: Omit<Cause, '$cause'>, options?: ErrorOptions) {
    super(`${cause.code}: ${cause.message}`, options);
    this.cause_ = { $cause: 1, ...cause };
  }
}

/** The cause that a thrown value carries, whichever copy of this package made it; otherwise undefined. */
export function causeOf(thrown: unknown): Cause | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const candidate: unknown = '$cause' in thrown ? thrown : 'cause_' in thrown ? thrown.cause_ : undefined;
  if (typeof candidate !== 'object' || candidate === null || !('$cause' in candidate)) return undefined;
  return candidate.$cause === 1 ? (candidate as Cause) : undefined;
}
