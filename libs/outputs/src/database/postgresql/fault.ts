import { dropViewsStatement, grants, schemaStatement, typeOf } from '../ddl.js';
import { type DatabaseProblem, type Fault } from '../fault.js';
import { quoted, quotedName } from '../identifier.js';
import { fullName } from '../naming.js';
import { databaseName, type PostgreSqlSettings } from '../settings.js';
import { TABLES } from '../tables.js';

interface Meaning {
  /** The start of a SQLSTATE or of a code of Node's. */
  readonly codes: RegExp;
  readonly problem: DatabaseProblem;
  readonly concerns?: 'day';
  readonly again?: true;
}

/** The first that fits holds. Codes: PostgreSQL's appendix "Error Codes", Node's `errno` and TLS names. */
const MEANINGS: readonly Meaning[] = [
  { codes: /^(40001|40P01|55P03)/, problem: 'database.busy', again: true },
  { codes: /^57014/, problem: 'database.slow' },
  { codes: /^(28|SASL)/, problem: 'database.login_refused' },
  { codes: /^3D000/, problem: 'database.database_missing' },
  { codes: /^3F000/, problem: 'database.schema_missing' },
  { codes: /^(42P01|42703|42P10|42804|23502|42809)/, problem: 'database.columns_differ' },
  { codes: /^42501/, problem: 'database.permission' },
  { codes: /^25006/, problem: 'database.read_only' },
  { codes: /^(22001|22003)/, problem: 'database.column_narrow', concerns: 'day' },
  { codes: /^(23|22021|22P05|P0)/, problem: 'database.refused', concerns: 'day' },
  { codes: /^(53100|58030)/, problem: 'database.no_space' },
  { codes: /^XX00[12]/, problem: 'database.damaged' },
  { codes: /^(08|57P|25P03|BROKEN|ECONNRESET|EPIPE)/, problem: 'database.unreachable', again: true },
  { codes: /^(53|ECONN|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ENOENT|EACCES)/, problem: 'database.unreachable' },
  { codes: /^(TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO)/, problem: 'database.tls' },
];

/** Errors to which the driver gives no code. */
const WITHOUT_CODE: ReadonlyArray<readonly [RegExp, string]> = [
  [/^SASL/, 'SASL'],
  [/SSL/, 'TLS'],
  [/terminated due to connection timeout|timeout expired/, 'ETIMEDOUT'],
  [/terminated|not queryable|read timeout|was closed/i, 'BROKEN'],
];

export function postgreSqlFault(error: unknown, settings: PostgreSqlSettings, signal: AbortSignal): Fault {
  const { code, reason } = toldBy(error, settings.caFile);
  const target = databaseName(settings);
  if (signal.aborted) return fault({ codes: /^/, problem: 'database.stopped' }, { target });
  const meaning = MEANINGS.find(({ codes }) => codes.test(code)) ?? { codes: /^/, problem: 'database.failed' };
  return fault(meaning, {
    target,
    code,
    reason,
    user: settings.user,
    schema: settings.schema,
    seconds: settings.statementMilliseconds / 1000,
    table: settings.schema,
    differences: reason,
    statement: statementFor(meaning.problem, settings, code),
  });
}

function fault({ problem, concerns, again }: Meaning, parameters: Fault['parameters']): Fault {
  return { problem, parameters, concerns: concerns ?? 'database', again: again ?? false };
}

/** What a person is to run, with the names that hold here. */
function statementFor(problem: DatabaseProblem, settings: PostgreSqlSettings, code: string): string {
  switch (problem) {
    case 'database.login_refused':
      return `alter role ${quotedName(settings.user)} login password '...';`;
    case 'database.database_missing':
      return `create database ${quotedName(settings.database)};`;
    case 'database.schema_missing':
      return `${schemaStatement(settings)};`;
    case 'database.permission':
      return grants(settings)
        .map((statement) => `${statement};`)
        .join(' ');
    case 'database.column_narrow':
      return widen(settings, code === '22001' ? 'text' : 'decimal');
    default:
      return 'tillbridge outputs ddl';
  }
}

/** The server does not say which column it was. */
function widen(settings: PostgreSqlSettings, holds: 'text' | 'decimal'): string {
  const statements = TABLES.flatMap((table) => {
    const columns = table.columns.filter((column) => column.holds === holds);
    const changes = columns.map((column) => `alter column ${quoted(column.name)} type ${typeOf(column, settings)}`);
    return changes.length === 0 ? [] : [`alter table ${fullName(settings, table.name)} ${changes.join(', ')};`];
  });
  return [dropViewsStatement(settings), ...statements].join(' ');
}

/** By its fields, not its class: an error may come from another realm. Node tries several addresses and tells of each. */
function toldBy(error: unknown, caFile: string | null): { readonly code: string; readonly reason: string } {
  if (typeof error !== 'object' || error === null) return { code: '-', reason: String(error) };
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if ('path' in error && error.path === caFile) return { code: 'TLS', reason: message };
  const found = code ?? WITHOUT_CODE.find(([pattern]) => pattern.test(message))?.[1] ?? '-';
  return { code: found, reason: message === '' ? found : message };
}
