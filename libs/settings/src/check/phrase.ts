import {
  problemOf,
  type Language,
  type Problem,
  type ProblemCatalogue,
  type ProblemParameters,
  type ProblemText,
} from '@tillbridge/domain';
import { SETTINGS_PROBLEMS, type SettingsCode } from '../problems.js';

/** A part of a sentence in each language; may hold `{parameter}`s, whose values need no translation. */
export type Phrase = Readonly<Record<Language, string>>;
export type Phrases = Readonly<Record<string, Phrase>>;

/** The same in every language: a name, a list of values. */
export function verbatim(text: string): Phrase {
  return { en: text, fr: text };
}

export function settingsProblem(code: SettingsCode, parameters: ProblemParameters, phrases: Phrases = {}): Problem {
  return phrased(problemOf(SETTINGS_PROBLEMS, code, parameters), phrases);
}

/**
 * A problem whose sentence is put together from phrases, so that its French holds no English. The parameters carry
 * each phrase in English too, for whoever reads problems as JSON.
 */
export function phrased({ code, definition, parameters }: Problem, phrases: Phrases): Problem {
  const { kind, en, fr } = definition;
  const inEnglish = Object.entries(phrases).map(([name, phrase]) => [name, fill(phrase.en, parameters)] as const);
  const within = (text: ProblemText, language: Language): ProblemText => ({
    what: insert(text.what, phrases, language),
    fix: insert(text.fix, phrases, language),
  });
  return {
    code,
    definition: { kind, en: within(en, 'en'), fr: within(fr, 'fr') },
    parameters: { ...Object.fromEntries(inEnglish), ...parameters },
  };
}

/** A sentence that offers the nearest names, or nothing when none is near. */
export function hintOf(names: readonly string[]): Phrase {
  if (names.length === 0) return { en: '', fr: '' };
  const list = names.join(', ');
  return { en: ` Did you mean ${list}?`, fr: ` Vouliez-vous dire ${list} ?` };
}

/** The problem with `{hint}` filled in: a sentence that offers the nearest name, or nothing where none is near. */
export function hintedProblem<T extends ProblemCatalogue>(
  catalogue: T,
  code: keyof T & string,
  parameters: ProblemParameters,
  nearest: string | null,
): Problem {
  const named = nearest === null ? parameters : { ...parameters, nearest };
  return phrased(problemOf(catalogue, code, named), { hint: hintOf(nearest === null ? [] : [nearest]) });
}

function insert(text: string, phrases: Phrases, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => phrases[name]?.[language] ?? whole);
}

function fill(text: string, parameters: ProblemParameters): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
