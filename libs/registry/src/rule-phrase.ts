import type { ErrorObject } from 'ajv/dist/2020.js';

import type { Json, JsonSchema } from '@tillbridge/plugin-kit';
import type { Phrase } from '@tillbridge/settings';

import { schemasAt } from './walk-schema.js';

/**
 * What a setting must be, in the words of the plugin: its note `x-rule` in both languages, else its description, or
 * those of the setting around it. A pattern is no sentence.
 */
export function ruleAt(schema: JsonSchema, path: readonly (string | number)[]): Phrase | null {
  const schemas = schemasAt(schema, path);
  const rule = schemas.map((each) => phraseOf(each['x-rule'])).find((phrase) => phrase !== null);
  if (rule !== undefined) return rule;
  const description = schemas.map((each) => each['description']).find((text) => typeof text === 'string');
  if (description !== undefined) return { en: description, fr: `(en anglais) ${description}` };
  return path.length > 1 ? ruleAt(schema, path.slice(0, -1)) : null;
}

/** What a setting that is missing would be: a sentence of its own, empty where the schema says nothing. */
export function expectedAt(schema: JsonSchema, path: readonly (string | number)[]): Phrase {
  const choices = schemasAt(schema, path)
    .map((each) => each['enum'])
    .find(Array.isArray);
  if (choices !== undefined) {
    const list = choices.map(String).join(', ');
    return { en: ` One of: ${list}.`, fr: ` Au choix : ${list}.` };
  }
  const rule = ruleAt(schema, path);
  return rule === null ? { en: '', fr: '' } : { en: ` Expected: ${rule.en}`, fr: ` Attendu : ${rule.fr}` };
}

function phraseOf(note: Json | undefined): Phrase | null {
  if (typeof note !== 'object' || note === null || !('en' in note) || !('fr' in note)) return null;
  const { en, fr } = note;
  return typeof en === 'string' && typeof fr === 'string' ? { en, fr } : null;
}

/**
 * The rule of a bound, in words of our own. A least length of one character means only that the text must not be empty.
 */
export function boundPhrase({ keyword, params }: ErrorObject): Phrase | null {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'minimum':
      return { en: `${limit} or more.`, fr: `${limit} ou plus.` };
    case 'maximum':
      return { en: `${limit} or less.`, fr: `${limit} ou moins.` };
    case 'minLength':
      if (limit === '1') return { en: 'a text that is not empty.', fr: 'un texte qui n’est pas vide.' };
      return { en: `${limit} characters or more.`, fr: `${limit} caractères ou plus.` };
    case 'maxLength':
      return { en: `${limit} characters at most.`, fr: `${limit} caractères au plus.` };
    case 'maxItems':
    case 'maxProperties':
      return { en: `${limit} entries at most.`, fr: `${limit} entrées au plus.` };
    case 'uniqueItems':
      return { en: 'each entry once.', fr: 'chaque entrée une seule fois.' };
    default:
      return null;
  }
}

const TYPES: Readonly<Record<string, Phrase>> = {
  string: { en: 'a text', fr: 'un texte' },
  number: { en: 'a number', fr: 'un nombre' },
  integer: { en: 'a whole number', fr: 'un nombre entier' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  array: { en: 'a list', fr: 'une liste' },
  object: { en: 'a group of keys', fr: 'un groupe de clés' },
  null: { en: 'an empty value', fr: 'une valeur vide' },
};

export function typePhrase(name: unknown): Phrase {
  return TYPES[String(name)] ?? { en: String(name), fr: String(name) };
}
