import { openEgress } from '@tillbridge/egress';
import type { WebhookContext } from '../send.js';

export const SECRET = `whsec_${Buffer.alloc(32, 'new').toString('base64')}`;
export const OLD_SECRET = `whsec_${Buffer.alloc(24, 'old').toString('base64')}`;

export const DIRECT = { proxy: null, noProxy: [], caFile: null };
export const egress = openEgress(DIRECT);

interface Shape extends Partial<Omit<WebhookContext, 'settings'>> {
  readonly lines?: unknown[];
}

/** By the real clock, since a receiver compares it with its own; log lines go to `lines`. */
export function contextWith(settings: object, { lines = [], ...over }: Shape = {}): WebhookContext {
  return {
    output: { id: 'hook' },
    settings: { secret: SECRET, ...settings },
    signal: new AbortController().signal,
    now: () => Date.now(),
    log: (...line) => void lines.push(line),
    ...over,
  };
}
