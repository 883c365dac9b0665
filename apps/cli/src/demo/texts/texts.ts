import { en } from './en.js';
import { fr } from './fr.js';

export type DemoTexts = typeof en;

export function demoTexts(locale: string): DemoTexts {
  return locale.startsWith('fr') ? fr : en;
}
