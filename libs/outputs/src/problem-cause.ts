import { problemOf, sayProblem, type ProblemParameters } from '@tillbridge/domain';
import type { Cause, CauseCode } from '@tillbridge/plugin-kit';
import { OUTPUT_PROBLEMS } from './problems.js';

export type OutputProblem = keyof typeof OUTPUT_PROBLEMS;

/** `problem` names the catalogue entry, so that whoever tells a person can say it in their language. */
export function causeFrom(code: CauseCode, problem: OutputProblem, parameters: ProblemParameters): Cause {
  const { what, fix } = sayProblem(problemOf(OUTPUT_PROBLEMS, problem, parameters));
  return { $cause: 1, code, message: what, remedy: fix, detail: { problem, parameters } };
}
