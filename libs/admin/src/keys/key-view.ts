import { type Instant, instantText } from '@tillbridge/domain';
import type { KeyView } from './keys.service.js';

/** A key as programs read it, over HTTP and from a command alike. */
export function keyView({ createdAt, lastUsedAt, revokedAt, ...key }: KeyView) {
  return { ...key, createdAt: instantText(createdAt), lastUsedAt: textOf(lastUsedAt), revokedAt: textOf(revokedAt) };
}

function textOf(at: Instant | null): string | null {
  return at === null ? null : instantText(at);
}
