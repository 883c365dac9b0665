import type { CheckItem } from '@tillbridge/plugin-kit';
import { notImplemented } from './failure.js';

/** No item at all: one marked as skipped would still read as a diagnosis. */
export async function check(): Promise<readonly CheckItem[]> {
  return notImplemented('the check');
}
