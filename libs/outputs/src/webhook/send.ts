import type { Egress } from '@tillbridge/egress';
import type { Json, OutputContext } from '@tillbridge/plugin-kit';
import { verdictOn } from './answer.js';
import { verdictOnFault } from './fault.js';
import { fixedHeaders, signedHeaders, type Message } from './message.js';
import { retryAfter } from './retry-after.js';
import type { WebhookSettings } from './settings.js';
import type { Verdict } from './verdict.js';

/** An answer is read for its first words only: beyond them it is cut while reading, and its status holds all the same. */
export const ANSWER = { answerBytes: 64 * 1024, beyond: 'cut' } as const;

export type WebhookContext = OutputContext<Readonly<Record<string, unknown>>>;

/** One try: signed anew, at the instant at which it goes out. Never throws. */
export async function send(
  egress: Egress,
  message: Message,
  { context, settings }: { readonly context: WebhookContext; readonly settings: WebhookSettings },
): Promise<Verdict> {
  try {
    const headers = {
      ...fixedHeaders(message.id, settings.headers),
      ...signedHeaders(message, settings.secrets, context.now()),
    };
    const answer = await egress.send({
      method: 'POST',
      url: settings.url,
      headers,
      body: message.body,
      signal: context.signal,
      limits: { headers: settings.timeout, total: settings.timeout, ...ANSWER },
    });
    const now = context.now();
    if (retryAfter(answer.headers, now) === 'unreadable') warnOfRetryAfter(context, answer.status);
    return verdictOn(answer, settings, now);
  } catch (thrown) {
    return verdictOnFault(thrown);
  }
}

function warnOfRetryAfter(context: WebhookContext, status: number): void {
  const fields: Readonly<Record<string, Json>> = { output: context.output.id, status };
  context.log('warn', 'the Retry-After of a receiver is neither seconds nor a date and was passed over', fields);
}
