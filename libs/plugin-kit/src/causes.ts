import { type Language, type Problem, type ProblemText, sayProblem } from '@tillbridge/domain';
import type { CauseDefinition, Reaction } from './causes/definition.js';
import { ACCESS_CAUSES } from './causes/of-access.js';
import { OUTPUT_CAUSES } from './causes/of-outputs.js';
import { READING_CAUSES } from './causes/of-reading.js';
import type { Cause, CauseCode } from './contract/cause.js';

/**
 * What the host does about each cause, and what is said to people. `{message}` is what the plugin saw, in English, free
 * of secrets and customer data (I6). `auth.missing` is found out by the host alone, so it is said in both languages
 * whole, with the `{connection}` of the cause's detail.
 */
export const CAUSES: Readonly<Record<CauseCode, CauseDefinition>> = {
  ...ACCESS_CAUSES,
  ...READING_CAUSES,
  ...OUTPUT_CAUSES,
  'plugin.defect': {
    kind: 'failed',
    reaction: 'fail-run',
    en: {
      what: 'A plugin failed by a defect of its own: {message}',
      fix: 'Report it with this message to whoever makes the plugin; an update may mend it.',
    },
    fr: {
      what: 'Un plugin a échoué par un défaut interne : {message}',
      fix: 'Signalez-le avec ce message à l’auteur du plugin ; une mise à jour peut le corriger.',
    },
  },
};

export function reactionTo(cause: Cause): Reaction {
  return CAUSES[cause.code].reaction;
}

/** The cause as a problem, so that exit codes and messages come from one place. */
export function problemOfCause(cause: Cause): Problem {
  return {
    code: cause.code,
    definition: CAUSES[cause.code],
    parameters: { message: cause.message, ...connectionIn(cause) },
  };
}

function connectionIn({ detail }: Cause): { readonly connection?: string } {
  if (typeof detail !== 'object' || detail === null || !('connection' in detail)) return {};
  return typeof detail.connection === 'string' ? { connection: detail.connection } : {};
}

/** What to tell a person. A plugin's own remedy knows more than ours, but only in English. */
export function sayCause(cause: Cause, language: Language = 'en'): ProblemText {
  const said = sayProblem(problemOfCause(cause), language);
  return language === 'en' && cause.remedy !== undefined ? { ...said, fix: cause.remedy } : said;
}
