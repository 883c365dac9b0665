import type { Language, Problem, ProblemDefinition, ProblemParameters } from '@tillbridge/domain';
import { SETTINGS_PROBLEMS, type SettingsCode } from '../problems.js';

/** A part of a sentence in each language; may hold `{parameter}`s, whose values need no translation. */
export type Phrase = Readonly<Record<Language, string>>;
export type Phrases = Readonly<Record<string, Phrase>>;

/** The same in every language: a name, a list of values. */
export function verbatim(text: string): Phrase {
  return { en: text, fr: text };
}

/**
 * A problem whose sentence is put together from phrases, so that its French holds no English. The parameters carry
 * each phrase in English too, for whoever reads problems as JSON.
 */
export function settingsProblem(code: SettingsCode, parameters: ProblemParameters, phrases: Phrases = {}): Problem {
  const definition: ProblemDefinition = SETTINGS_PROBLEMS[code];
  const inEnglish = Object.entries(phrases).map(([name, phrase]) => [name, fill(phrase.en, parameters)] as const);
  return {
    code,
    definition: {
      kind: definition.kind,
      en: { what: insert(definition.en.what, phrases, 'en'), fix: insert(definition.en.fix, phrases, 'en') },
      fr: { what: insert(definition.fr.what, phrases, 'fr'), fix: insert(definition.fr.fix, phrases, 'fr') },
    },
    parameters: { ...Object.fromEntries(inEnglish), ...parameters },
  };
}

function insert(text: string, phrases: Phrases, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => phrases[name]?.[language] ?? whole);
}

function fill(text: string, parameters: ProblemParameters): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
