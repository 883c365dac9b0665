import { createHash, createHmac } from 'node:crypto';
import { SECOND, type Instant } from '@tillbridge/domain';
import type { LocationDay } from '@tillbridge/plugin-kit';
import manifest from './manifest.json' with { type: 'json' };
import { bodyOf } from './payload.js';

/** What is posted, apart from what changes at each try. */
export interface Message {
  /** Without a dot: the signed text is `{id}.{timestamp}.{body}`. */
  readonly id: string;
  readonly body: string;
}

export const USER_AGENT = `Tillbridge-Webhook/${manifest.version}`;

const ID_DIGITS = 32;
const SECRET_MARK = 'whsec_';

/**
 * A receiver may take the id for the name of the very body (Standard Webhooks 1.0). The same revision has another body
 * where the location was renamed since, so the body has a part in the id.
 */
export function messageOf(day: LocationDay): Message {
  const body = bodyOf(day);
  return { id: messageId(`${day.messageId}\n${body}`), body };
}

/** The same for the same text, over restarts and replays (I3): `tb_` and 128 bits of its SHA-256. */
export function messageId(text: string): string {
  return `tb_${createHash('sha256').update(text).digest('hex').slice(0, ID_DIGITS)}`;
}

/** Those of every try; what the settings add may not take their place. */
export function fixedHeaders(id: string, further: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    ...further,
    'content-type': 'application/json',
    'user-agent': USER_AGENT,
    'webhook-id': id,
  };
}

/** The two headers of Standard Webhooks 1.0 that belong to one try: its instant, and a signature by every secret. */
export function signedHeaders(
  { id, body }: Message,
  secrets: readonly string[],
  now: Instant,
): Readonly<Record<string, string>> {
  const timestamp = Math.floor(now / SECOND);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_MARK.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') };
}
