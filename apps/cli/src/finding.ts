import {
  type Language,
  type Problem,
  type ProblemCatalogue,
  type ProblemKind,
  type ProblemParameters,
  type ProblemText,
  sayProblem,
} from '@tillbridge/domain';
import { EGRESS_PROBLEMS } from '@tillbridge/egress';
import { OUTPUT_PROBLEMS } from '@tillbridge/outputs';
import { type Cause, CAUSES, problemOfCause, sayCause } from '@tillbridge/plugin-kit';
import { SYNC_PROBLEMS } from '@tillbridge/sync';

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

/**
 * A plugin's own remedy knows more than the general one, but only in English; so French readers get both. Where the
 * cause names an entry of a catalogue of ours, that entry says both in French.
 */
export function findingOfCause(cause: Cause, language: Language): Finding {
  const kind = CAUSES[cause.code].kind;
  const own = language === 'en' ? null : catalogueText(cause.detail, language);
  if (own !== null) {
    const said = sayProblem({ ...problemOfCause(cause), parameters: { message: own.what } }, language);
    return { code: cause.code, kind, what: said.what, fix: own.fix };
  }
  const { what, fix } = sayCause(cause, language);
  const both = language === 'fr' && cause.remedy !== undefined ? `${fix} (en anglais : ${cause.remedy})` : fix;
  return { code: cause.code, kind, what, fix: both };
}

/** Outputs and the reading put the entry of their catalogue behind a cause: `{ problem, parameters }`. */
function catalogueText(detail: Cause['detail'], language: Language): ProblemText | null {
  if (typeof detail !== 'object' || detail === null || !('problem' in detail)) return null;
  const { problem: code, parameters } = detail as { readonly problem: unknown; readonly parameters?: unknown };
  const catalogue: ProblemCatalogue = { ...OUTPUT_PROBLEMS, ...EGRESS_PROBLEMS, ...SYNC_PROBLEMS };
  const definition = typeof code === 'string' && Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
  if (typeof code !== 'string' || definition === undefined) return null;
  return sayProblem({ code, definition, parameters: { ...(parameters as ProblemParameters) } }, language);
}
