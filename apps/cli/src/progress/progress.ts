import type { ImportProgress } from '@tillbridge/scheduling';
import type { Session } from '../session.js';
import { barProgress } from './bars.js';
import { lineProgress } from './lines.js';

/** Shows how far an import has come. `end` is called once, whatever happened. */
export interface ProgressView {
  update(progress: ImportProgress): void;
  end(): void;
}

/** Bars where somebody watches; elsewhere a line at the start and the end of each step, for logs. */
export function progressView(session: Session): ProgressView {
  const { screen } = session.io;
  return screen === null ? lineProgress(session) : barProgress(session, screen);
}

/** Names the step that a report belongs to, so that a change of step is noticed. */
export function stepOf(progress: ImportProgress): string {
  if (progress.step === 'reading') return `reading ${progress.stream}`;
  return progress.step === 'delivering' ? `delivering ${progress.output}` : progress.step;
}
