import { notImplemented } from './failure.js';

/**
 * Refused too, although it would only describe: a description would let a person go through an authorization that
 * leads nowhere, and put a grant into the store that nothing uses.
 */
export function authorizationOf(): never {
  return notImplemented('the authorization');
}
