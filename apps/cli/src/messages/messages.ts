import type { Language } from '@tillbridge/domain';
import { en } from './en.js';
import { fr } from './fr.js';

/** Everything that commands say; a text that is missing in French does not compile. */
export type Messages = typeof en;

export function messagesIn(language: Language): Messages {
  return language === 'fr' ? fr : en;
}
