import type { Problem, ProblemParameters } from '@tillbridge/domain';
import { settingsProblem, type Phrases } from '../check/phrase.js';
import type { SettingsCode } from '../problems.js';
import { pathText, type Path } from './path.js';
import type { Places } from './places.js';

/** Gathers every problem of one file, so that all of them are told at once. */
export interface Report {
  readonly file: string;
  readonly problems: Problem[];
  readonly places: Places;
  /** A problem of the value at `path`. */
  at(path: Path, code: SettingsCode, parameters?: ProblemParameters, phrases?: Phrases): void;
  /** A problem of the file, or of a position in it that has no path. */
  add(code: SettingsCode, parameters?: ProblemParameters, phrases?: Phrases): void;
}

export function createReport(file: string, places: Places): Report {
  const problems: Problem[] = [];
  const add: Report['add'] = (code, parameters = {}, phrases = {}) => {
    problems.push(settingsProblem(code, { file, ...parameters }, phrases));
  };
  return {
    file,
    problems,
    places,
    add,
    at(path, code, parameters = {}, phrases = {}) {
      const { line, column } = places.nearest(path);
      add(code, { line, column, key: path.length === 0 ? '.' : pathText(path), ...parameters }, phrases);
    },
  };
}

/** In the order of the file, for the reader to work through. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const at = (problem: Problem, name: string) => Number(problem.parameters[name] ?? 0);
  return problems.toSorted(
    (one, other) => at(one, 'line') - at(other, 'line') || at(one, 'column') - at(other, 'column'),
  );
}
