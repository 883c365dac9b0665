import { notImplemented } from './failure.js';

/** Nothing is requested, so no answer tells of a budget. */
export function observeRate(): never {
  return notImplemented('the rate budget');
}
