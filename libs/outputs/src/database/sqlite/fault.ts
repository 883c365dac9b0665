import type { DatabaseProblem, Fault } from '../fault.js';
import type { SqliteSettings } from '../settings.js';

interface Meaning {
  readonly problem: DatabaseProblem;
  readonly concerns?: 'day';
  readonly again?: true;
}

/** The first that fits holds. Result codes of SQLite (https://www.sqlite.org/rescode.html) and Node's `errno` names. */
const MEANINGS: ReadonlyArray<readonly [RegExp, Meaning]> = [
  [/^SQLITE_(BUSY|LOCKED)/, { problem: 'database.busy', again: true }],
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)/, { problem: 'database.no_space' }],
  [/^(SQLITE_READONLY|EROFS)/, { problem: 'database.read_only' }],
  [/^SQLITE_(CORRUPT|NOTADB)/, { problem: 'database.damaged' }],
  [/^SQLITE_CONSTRAINT_NOTNULL/, { problem: 'database.columns_differ' }],
  [/^SQLITE_CONSTRAINT/, { problem: 'database.refused', concerns: 'day' }],
  [/^(SQLITE_CANTOPEN|SQLITE_PERM|SQLITE_AUTH|SQLITE_IOERR|E[A-Z]+$)/, { problem: 'database.file' }],
];

export function sqliteFault(error: unknown, { path }: SqliteSettings, signal: AbortSignal): Fault {
  const { code, reason } = toldBy(error);
  const found = MEANINGS.find(([codes]) => codes.test(code))?.[1] ?? { problem: 'database.failed' as const };
  const meaning: Meaning = signal.aborted ? { problem: 'database.stopped' } : found;
  return {
    problem: meaning.problem,
    parameters: {
      target: path,
      code,
      reason,
      uid: process.getuid?.() ?? '?',
      table: path,
      differences: reason,
      statement: 'tillbridge outputs ddl',
    },
    concerns: meaning.concerns ?? 'database',
    again: meaning.again ?? false,
  };
}

/** By its fields, not its class: an error may come from another realm. */
function toldBy(error: unknown): { readonly code: string; readonly reason: string } {
  if (typeof error !== 'object' || error === null) return { code: '-', reason: String(error) };
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '-';
  return { code, reason: message === '' ? code : message };
}
