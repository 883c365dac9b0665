import type { Invocation } from '../invocation.js';
import { barProgress } from './bars.js';
import { lineProgress } from './lines.js';
import type { ProgressView } from './view.js';

/** Bars where somebody watches; elsewhere a line at the start and the end of each step, for logs. */
export function progressView(invocation: Invocation): ProgressView {
  const { screen } = invocation.io;
  return screen === null ? lineProgress(invocation) : barProgress(invocation, screen);
}
