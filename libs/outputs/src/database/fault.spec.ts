import { describe, expect, test } from '@jest/globals';
import { problemOf, sayProblem } from '@tillbridge/domain';
import { OUTPUT_PROBLEMS } from '../problems.js';
import { causeOfFault, DatabaseFault, faultOf, isRefusal, type Fault } from './fault.js';
import { postgreSqlFault } from './postgresql/fault.js';
import { databaseSettings, type PostgreSqlSettings, type SqliteSettings } from './settings.js';
import { sqliteFault } from './sqlite/fault.js';

const { signal } = new AbortController();
const postgreSql = databaseSettings({
  url: 'postgresql://writer:open-sesame@db.example.com/tally',
}) as PostgreSqlSettings;
const sqlite = databaseSettings({ url: 'sqlite:/srv/tally.db' }) as SqliteSettings;

function thrown(code: string | undefined, message = 'what it says'): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

/** Told whole in both languages: a gap in a message must not look like a sentence. */
function expectWhole(fault: Fault): void {
  const parameters = { ...fault.parameters, location: '0001', date: '2026-05-14' };
  for (const language of ['en', 'fr'] as const) {
    const { what, fix } = sayProblem(problemOf(OUTPUT_PROBLEMS, fault.problem, parameters), language);
    expect(`${what} ${fix}`).not.toMatch(/\{\w+\}/);
    expect(`${what} ${fix}`).not.toContain('open-sesame');
  }
}

describe('a failure of PostgreSQL', () => {
  test.each([
    ['40001', 'database.busy', 'again'],
    ['40P01', 'database.busy', 'again'],
    ['55P03', 'database.busy', 'again'],
    ['57014', 'database.slow', 'later'],
    ['57P01', 'database.unreachable', 'again'],
    ['57P03', 'database.unreachable', 'again'],
    ['08006', 'database.unreachable', 'again'],
    ['ECONNRESET', 'database.unreachable', 'again'],
    ['ECONNREFUSED', 'database.unreachable', 'later'],
    ['ENOTFOUND', 'database.unreachable', 'later'],
    ['53300', 'database.unreachable', 'later'],
    ['53100', 'database.no_space', 'later'],
    ['28P01', 'database.login_refused', 'later'],
    ['28000', 'database.login_refused', 'later'],
    ['3D000', 'database.database_missing', 'later'],
    ['3F000', 'database.schema_missing', 'later'],
    ['42P01', 'database.columns_differ', 'later'],
    ['42501', 'database.permission', 'later'],
    ['25006', 'database.read_only', 'later'],
    ['22003', 'database.column_narrow', 'later, the day alone'],
    ['23502', 'database.columns_differ', 'later'],
    ['23514', 'database.refused', 'never'],
    ['23503', 'database.refused', 'never'],
    ['P0001', 'database.refused', 'never'],
    ['XX001', 'database.damaged', 'later'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'database.tls', 'later'],
    ['42601', 'database.failed', 'later'],
  ])('%s is %s: sent again %s', (code, problem, when) => {
    const fault = postgreSqlFault(thrown(code), postgreSql, signal);

    expect([fault.problem, whenOf(fault)]).toEqual([problem, when]);
    expectWhole(fault);
  });

  test.each([
    ['Connection terminated unexpectedly', 'database.unreachable'],
    ['Connection terminated due to connection timeout', 'database.unreachable'],
    ['Query read timeout', 'database.unreachable'],
    ['The server does not support SSL connections', 'database.tls'],
    ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', 'database.login_refused'],
  ])('without a code, "%s", is %s', (message, problem) => {
    expect(postgreSqlFault(thrown(undefined, message), postgreSql, signal).problem).toBe(problem);
  });
});

describe('a failure of SQLite', () => {
  test.each([
    ['SQLITE_BUSY_SNAPSHOT', 'database.busy', 'again'],
    ['SQLITE_FULL', 'database.no_space', 'later'],
    ['SQLITE_READONLY_DBMOVED', 'database.read_only', 'later'],
    ['EROFS', 'database.read_only', 'later'],
    ['SQLITE_CORRUPT', 'database.damaged', 'later'],
    ['SQLITE_CONSTRAINT_CHECK', 'database.refused', 'never'],
    ['SQLITE_CONSTRAINT_NOTNULL', 'database.columns_differ', 'later'],
    ['SQLITE_CANTOPEN', 'database.file', 'later'],
    ['ENOTDIR', 'database.file', 'later'],
    ['SQLITE_ERROR', 'database.failed', 'later'],
  ])('%s is %s: sent again %s', (code, problem, when) => {
    const fault = sqliteFault(thrown(code), sqlite, signal);

    expect([fault.problem, whenOf(fault)]).toEqual([problem, when]);
    expectWhole(fault);
  });
});

test.each(['28P01', '28000', '42501'])(
  '%s, a login or a right that is missing, is a person’s matter and never dead',
  (code) => {
    const fault = postgreSqlFault(thrown(code), postgreSql, signal);

    expect(causeOfFault(fault).code).toBe('output.not_let_in');
    expect(isRefusal(fault)).toBe(false);
  },
);

test('a mistake of ours is told as it is and never makes a day dead', () => {
  const fault = faultOf(new TypeError('x is not a function'), 'here');

  expect([fault.problem, isRefusal(fault)]).toEqual(['database.failed', false]);
  expect(causeOfFault(fault).message).toContain('x is not a function');
  expect(faultOf(new DatabaseFault(fault), 'there')).toBe(fault);
});

function whenOf(fault: Fault): string {
  if (isRefusal(fault)) return fault.concerns === 'day' ? 'never' : 'never, no day';
  if (fault.again) return 'again';
  return fault.concerns === 'day' ? 'later, the day alone' : 'later';
}
