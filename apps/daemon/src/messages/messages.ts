import type { Language } from '@tillbridge/domain';
import { en } from './en.js';
import { fr } from './fr.js';

export type DaemonMessages = typeof en;

export function daemonMessages(language: Language): DaemonMessages {
  return language === 'fr' ? fr : en;
}
