import type { Problem, ProblemParameters } from '@tillbridge/domain';
import { nearestName } from './check/nearest.js';
import { hintOf, settingsProblem, type Phrase, type Phrases } from './check/phrase.js';
import { seenValue } from './check/seen.js';
import { pathText, type Path } from './file/path.js';
import type { SettingsCode } from './problems.js';
import type { SettingsSource } from './source.js';

/** What a schema outside this library refuses: that of a connector or of a kind of output. */
export interface SettingsFault {
  /** As in `Settings`, such as `['outputs', 0, 'settings', 'layout']`. */
  readonly path: Path;
  readonly code: SettingsCode;
  readonly expected?: Phrase;
  /** The names or words that are valid there; the nearest is offered. */
  readonly names?: readonly string[];
  readonly parameters?: ProblemParameters;
}

/** Tells it as this library tells its own: file, line, column, key, what was seen (never a secret) and expected. */
export function faultProblem(source: SettingsSource, fault: SettingsFault): Problem {
  const path = source.pathInFile(fault.path);
  const written = source.written(path);
  const { seen, parameters } = seenValue(written, source.isSecret(path));
  const wrong = fault.code === 'settings.unknown_key' ? String(path.at(-1)) : written;
  const nearest = typeof wrong === 'string' ? nearestName(wrong, fault.names ?? []) : null;
  const phrases: Phrases = {
    seen,
    hint: hintOf(nearest === null ? [] : [nearest]),
    ...(fault.expected === undefined ? {} : { expected: fault.expected }),
  };
  const place = { file: source.file ?? '-', line: 1, column: 1, ...source.locate(path), key: pathText(path) };
  return settingsProblem(fault.code, { ...place, ...parameters, ...fault.parameters }, phrases);
}
