/**
 * What is said to a person when something went wrong: a stable dotted code, and in English and French what is wrong
 * and what to do. Each library keeps its definitions in one `problems.ts`; `docs/errors.md` is generated from them.
 */

/** Who can do something about it; the command line's exit code follows from it. */
export type ProblemKind = 'failed' | 'usage' | 'later' | 'person' | 'settings';

export const EXIT_CODES: Readonly<Record<ProblemKind, number>> = {
  failed: 1,
  usage: 2,
  later: 75,
  person: 77,
  settings: 78,
};

export type Language = 'en' | 'fr';

/** `{name}` stands for a parameter. */
export interface ProblemText {
  /** What is wrong, where, and what was expected. */
  readonly what: string;
  /** What the reader can do about it. */
  readonly fix: string;
}

export interface ProblemDefinition extends Readonly<Record<Language, ProblemText>> {
  readonly kind: ProblemKind;
}

export type ProblemParameters = Readonly<Record<string, string | number>>;

export interface Problem {
  readonly code: string;
  readonly definition: ProblemDefinition;
  readonly parameters: ProblemParameters;
}

export type ProblemCatalogue = Readonly<Record<string, ProblemDefinition>>;

/** Keeps the codes as literal types, so that a misspelt code does not compile. */
export function defineProblems<const T extends ProblemCatalogue>(definitions: T): T {
  return definitions;
}

export function problemOf<T extends ProblemCatalogue>(
  catalogue: T,
  code: keyof T & string,
  parameters: ProblemParameters = {},
): Problem {
  const definition = catalogue[code];
  if (definition === undefined) throw new TypeError(`no problem is defined under ${code}`);
  return { code, definition, parameters };
}

/** A parameter that is missing stays visible as `{name}`: a gap in a message must not look like a sentence. */
export function sayProblem(problem: Problem, language: Language = 'en'): ProblemText {
  const { what, fix } = problem.definition[language];
  return { what: fill(what, problem.parameters), fix: fill(fix, problem.parameters) };
}

function fill(text: string, parameters: ProblemParameters): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    parameters[name] === undefined ? whole : String(parameters[name]),
  );
}

/** Carries one or several problems up to whoever tells the user. Its `message` is English, for logs. */
export class TillbridgeError extends Error {
  override readonly name = 'TillbridgeError';
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: Problem | readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    const list: readonly [Problem, ...Problem[]] = 'code' in problems ? [problems] : problems;
    super(list.map((problem) => `${problem.code}: ${sayProblem(problem).what}`).join('\n'), options);
    this.problems = list;
  }

  get code(): string {
    return this.problems[0].code;
  }

  get kind(): ProblemKind {
    return this.problems[0].definition.kind;
  }
}

export function problemError<T extends ProblemCatalogue>(
  catalogue: T,
  code: keyof T & string,
  parameters: ProblemParameters = {},
  options?: ErrorOptions,
): TillbridgeError {
  return new TillbridgeError(problemOf(catalogue, code, parameters), options);
}
