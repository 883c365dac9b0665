import type { Path } from '../file/path.js';
import type { Places } from '../file/places.js';
import { namesSecret } from './mask.js';

/** Whether the value at `path` is never shown: a key on the way names a secret, or `${...}` put it there (I6). */
export function isSecretPath(path: Path, places: Places): boolean {
  return (
    path.some((step) => typeof step === 'string' && namesSecret(step)) ||
    (places.get(path)?.substituted.length ?? 0) > 0
  );
}
