import type { ProblemParameters } from '@tillbridge/domain';
import type { Cause, CauseCode } from '@tillbridge/plugin-kit';
import { causeFrom, type OutputProblem } from '../problem-cause.js';

export type DatabaseProblem = Extract<OutputProblem, `database.${string}`>;

export interface Fault {
  readonly problem: DatabaseProblem;
  readonly parameters: ProblemParameters;
  /** Whether other days would fail by it as well. */
  readonly concerns: 'day' | 'database';
  /** Another writer was in the way or the connection broke: the same transaction may pass in a moment. */
  readonly again: boolean;
}

/** What the rest of this folder knows of a failure, whichever driver told it. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly fault: Fault;

  constructor(fault: Fault, options?: ErrorOptions) {
    super(fault.problem, options);
    this.fault = fault;
  }
}

/** Only what the receiver's own rules refuse is dead; everything else waits until somebody has mended it. */
const CAUSES: Readonly<Record<DatabaseProblem, CauseCode>> = {
  'database.unreachable': 'output.unreachable',
  'database.tls': 'output.unreachable',
  'database.login_refused': 'output.not_let_in',
  'database.database_missing': 'output.not_writable',
  'database.schema_missing': 'output.not_writable',
  'database.table_missing': 'output.not_writable',
  'database.not_a_table': 'output.not_writable',
  'database.columns_differ': 'output.not_writable',
  'database.column_narrow': 'output.not_writable',
  'database.permission': 'output.not_let_in',
  'database.read_only': 'output.not_writable',
  'database.file': 'output.not_writable',
  'database.damaged': 'output.not_writable',
  'database.no_space': 'output.no_space',
  'database.refused': 'output.refused',
  'database.busy': 'output.unreachable',
  'database.slow': 'output.unreachable',
  'database.stopped': 'output.unreachable',
  'database.failed': 'output.unreachable',
};

export function causeOfFault({ problem, parameters }: Fault): Cause {
  return causeFrom(CAUSES[problem], problem, parameters);
}

export function isRefusal({ problem }: Fault): boolean {
  return CAUSES[problem] === 'output.refused';
}

/**
 * An error that is not from a driver is a mistake of ours: it is told as it is, and the days wait for a repaired
 * version.
 */
export function faultOf(error: unknown, target: string): Fault {
  if (error instanceof DatabaseFault) return error.fault;
  const reason = error instanceof Error ? error.message : String(error);
  return { problem: 'database.failed', parameters: { target, code: '-', reason }, concerns: 'database', again: false };
}

/** A fault with the values of `again` and `concerns` that most faults have. */
export function databaseFault(problem: DatabaseProblem, parameters: ProblemParameters): Fault {
  return { problem, parameters, concerns: 'database', again: false };
}
