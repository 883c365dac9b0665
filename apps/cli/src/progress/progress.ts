import type { Session } from '../session.js';
import { barProgress } from './bars.js';
import { lineProgress } from './lines.js';
import type { ProgressView } from './view.js';

/** Bars where somebody watches; elsewhere a line at the start and the end of each step, for logs. */
export function progressView(session: Session): ProgressView {
  const { screen } = session.io;
  return screen === null ? lineProgress(session) : barProgress(session, screen);
}
