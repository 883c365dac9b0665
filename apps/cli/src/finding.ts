import { EXIT_CODES, type Language, type Problem, type ProblemKind, sayProblem } from '@tillbridge/domain';
import { type Cause, CAUSES, sayCause } from '@tillbridge/plugin-kit';

/** Something that went wrong, in the reader's language, with what to do about it. */
export interface Finding {
  readonly code: string;
  readonly kind: ProblemKind;
  readonly what: string;
  readonly fix: string;
}

export function findingOfProblem(problem: Problem, language: Language): Finding {
  return { code: problem.code, kind: problem.definition.kind, ...sayProblem(problem, language) };
}

/** A plugin's own remedy knows more than the general one, but only in English; so French readers get both. */
export function findingOfCause(cause: Cause, language: Language): Finding {
  const { what, fix } = sayCause(cause, language);
  const both = language === 'fr' && cause.remedy !== undefined ? `${fix} (en anglais : ${cause.remedy})` : fix;
  return { code: cause.code, kind: CAUSES[cause.code].kind, what, fix: both };
}

/** From what outweighs the rest to what does not. */
const GRAVITY: readonly ProblemKind[] = ['settings', 'person', 'failed', 'later', 'usage'];

/** The exit code of the worst of them: settings 78, a person must act 77, failed 1, later 75; 0 when there is none. */
export function exitCodeOf(findings: readonly Pick<Finding, 'kind'>[]): number {
  const worst = GRAVITY.find((kind) => findings.some((finding) => finding.kind === kind));
  return worst === undefined ? 0 : EXIT_CODES[worst];
}
