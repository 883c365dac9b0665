import type { Phrase } from './phrase.js';

/** A sentence that offers the nearest names, or nothing when none is near. */
export function hintOf(names: readonly string[]): Phrase {
  if (names.length === 0) return { en: '', fr: '' };
  const list = names.join(', ');
  return { en: ` Did you mean ${list}?`, fr: ` Vouliez-vous dire ${list} ?` };
}
