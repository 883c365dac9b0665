import { notImplemented } from './failure.js';

/** An empty answer would say that every record asked for is gone from the POS. */
export async function lookUp(): Promise<readonly never[]> {
  return notImplemented('the look-up of records');
}
