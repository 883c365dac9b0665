import type { ProblemParameters } from '@tillbridge/domain';
import { maskedUrl } from '../show/mask.js';
import type { Phrase } from './phrase.js';

export interface Seen {
  readonly seen: Phrase;
  readonly parameters: ProblemParameters;
}

const LONGEST_SHOWN = 60;

/** What stands in the file, as far as it may be shown: never the value of a secret (I6). */
export function seenValue(value: unknown, secret: boolean): Seen {
  if (value === undefined) return { seen: { en: 'nothing', fr: 'rien' }, parameters: {} };
  if (value === null) return { seen: { en: 'an empty value', fr: 'une valeur vide' }, parameters: {} };
  if (Array.isArray(value)) return { seen: { en: 'a list', fr: 'une liste' }, parameters: {} };
  if (typeof value === 'object') return { seen: { en: 'a group of keys', fr: 'un groupe de clés' }, parameters: {} };
  if (secret)
    return { seen: { en: 'a value that is not shown', fr: 'une valeur qui n’est pas montrée' }, parameters: {} };
  if (typeof value === 'number')
    return { seen: { en: 'the number {value}', fr: 'le nombre {value}' }, parameters: { value } };
  if (typeof value === 'string')
    return { seen: { en: 'the text {value}', fr: 'le texte {value}' }, parameters: { value: shownText(value) } };
  return { seen: { en: '{value}', fr: '{value}' }, parameters: { value: JSON.stringify(value) ?? 'nothing' } };
}

function shownText(text: string): string {
  const masked = maskedUrl(text);
  return JSON.stringify(masked.length > LONGEST_SHOWN ? `${masked.slice(0, LONGEST_SHOWN)}…` : masked);
}
