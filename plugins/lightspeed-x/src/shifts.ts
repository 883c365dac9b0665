import { notImplemented } from './failure.js';

/** The manifest declares no such stream: a shift of X-Series names no outlet. */
export function readShifts(): never {
  return notImplemented('the staff hours');
}
