import { TillbridgeError, problemError } from '@tillbridge/domain';
import type { DatabaseSettings } from '@tillbridge/settings';
import { STORE_PROBLEMS } from '../problems.js';

type StoreProblem = keyof typeof STORE_PROBLEMS;

/** The starts of the codes that better-sqlite3, PostgreSQL (its SQLSTATEs) and the operating system give. */
const MEANINGS: ReadonlyArray<readonly [RegExp, StoreProblem]> = [
  [/^(SQLITE_FULL|ENOSPC|53100)/, 'store.no_space'],
  [/^(SQLITE_READONLY|EROFS|25006)/, 'store.read_only'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|55P03)/, 'store.busy'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/, 'store.damaged'],
  [/^(SQLITE_CANTOPEN|SQLITE_IOERR|SQLITE_AUTH|SQLITE_PERM)/, 'store.unavailable'],
  [/^(08|57P|53300|25P03|28|3D000|ECONN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_|EPIPE)/, 'store.unavailable'],
];

/**
 * Turns a failure of the database into a problem for people. An error that is a mistake in our own code stays as it is.
 */
export function storeFailure(error: unknown, settings: DatabaseSettings): unknown {
  if (error instanceof TillbridgeError) return error;
  const code = meaningOf(error);
  return code === null ? error : problemError(STORE_PROBLEMS, code, parametersOf(error, settings), { cause: error });
}

/** As `storeFailure`, while the database is opened: any other error then also means that it cannot be used. */
export function openingFailure(error: unknown, settings: DatabaseSettings): TillbridgeError {
  if (error instanceof TillbridgeError) return error;
  const code = meaningOf(error) ?? 'store.unavailable';
  return problemError(STORE_PROBLEMS, code, parametersOf(error, settings), { cause: error });
}

/** Names the database without its password (I6). */
export function nameOfDatabase(settings: DatabaseSettings): string {
  if (settings.kind === 'sqlite') return settings.path;
  if (!URL.canParse(settings.url)) return 'database.url';
  const url = new URL(settings.url);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function parametersOf(error: unknown, settings: DatabaseSettings): { database: string; reason: string } {
  return { database: nameOfDatabase(settings), reason: isErrorLike(error) ? error.message : String(error) };
}

/** Read by shape, not by class: an error of SQLite's binding may be an instance of another realm's `Error`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function meaningOf(error: unknown): StoreProblem | null {
  for (let current = error; isErrorLike(current); current = current.cause) {
    const code = codeOf(current);
    const meaning = MEANINGS.find(([pattern]) => pattern.test(code));
    if (meaning !== undefined) return meaning[1];
    // The pool of `pg` gives these two no code.
    if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(current.message)) {
      return 'store.unavailable';
    }
  }
  return null;
}

function isErrorLike(value: unknown): value is { readonly message: string; readonly cause?: unknown } {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}
