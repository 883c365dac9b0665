import type { DemoTexts } from './texts/texts.js';

/** What every step of the demo needs. */
export interface Stage {
  readonly say: (line: string) => void;
  readonly texts: DemoTexts;
  /** Aborts when somebody ends the demo. */
  readonly signal: AbortSignal;
}
