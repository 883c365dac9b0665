import { SECOND } from '@tillbridge/domain';
import type { Json } from '@tillbridge/plugin-kit';
import { parseDuration } from '@tillbridge/settings';

/** The settings of one webhook output with every default filled in; `manifest.json` says what each means. */
export interface WebhookSettings {
  readonly url: string;
  /** The current one first, then those being replaced: `whsec_` and base64. */
  readonly secrets: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly timeout: number;
  readonly parallel: number;
}

/** What the schema in `manifest.json` lets through. */
interface WrittenSettings extends Partial<Pick<WebhookSettings, 'url' | 'headers' | 'parallel'>> {
  readonly secret?: string;
  readonly previousSecrets?: readonly string[];
  readonly timeout?: string;
}

/** `written` has passed the schema; whether its defaults were filled in there does not matter. */
export function webhookSettings(written: Readonly<Record<string, unknown>>): WebhookSettings {
  const { url = '', secret = '', previousSecrets = [], headers = {}, timeout, parallel } = written as WrittenSettings;
  return {
    url,
    secrets: [...new Set([secret, ...previousSecrets])],
    headers,
    timeout: parseDuration(timeout ?? '30s') ?? 30 * SECOND,
    parallel: parallel ?? 8,
  };
}

/** Raised when the form of the payload changes, so that every day within reach goes out in the new one. */
const PAYLOAD_VERSION = 1;

/** No setting changes the bytes of a payload: address, secrets and headers are no part of a message's id (I3). */
export function shapingSettings(): Readonly<Record<string, Json>> {
  return { payload: PAYLOAD_VERSION };
}
