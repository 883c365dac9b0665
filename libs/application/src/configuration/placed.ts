import type { Problem, ProblemText } from '@tillbridge/domain';
import type { Path, SettingsSource } from '@tillbridge/settings';

/** The same problem with the file and line of the setting in front of what is wrong. */
export function placed(source: SettingsSource, path: Path, problem: Problem): Problem {
  const position = source.locate(path);
  if (source.file === null || position === null) return problem;
  const place = `${source.file}:${position.line}:${position.column} `;
  const within = (text: ProblemText): ProblemText => ({ what: `{place}${text.what}`, fix: text.fix });
  const { definition } = problem;
  return {
    ...problem,
    definition: { ...definition, en: within(definition.en), fr: within(definition.fr) },
    parameters: { ...problem.parameters, place, line: position.line, column: position.column },
  };
}
