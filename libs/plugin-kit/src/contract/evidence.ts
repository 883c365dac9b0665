import type { Language } from '@tillbridge/domain';

/** What a check saw, for people; free of secrets and customer data (I6). */
export interface SpokenEvidence {
  /** English. */
  readonly evidence?: string;
  /** The same in French; a plugin that knows no French leaves it out. */
  readonly evidenceFr?: string;
}

export function sayEvidence({ evidence = '', evidenceFr = evidence }: SpokenEvidence, language: Language): string {
  return language === 'fr' ? evidenceFr : evidence;
}
