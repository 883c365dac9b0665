import type { Egress, EgressResponse } from '@tillbridge/egress';
import type { OutputCheck } from '@tillbridge/plugin-kit';
import { GONE, verdictOn } from './answer.js';
import { evidenceOf } from '../evidence.js';
import { verdictOnFault } from './fault.js';
import { USER_AGENT } from './message.js';
import { ANSWER, type WebhookContext } from './send.js';
import { webhookSettings, type WebhookSettings } from './settings.js';

/** Statuses by which a gateway says that the server behind it is down. */
const BEHIND_IS_DOWN: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Asks with HEAD, which by HTTP changes nothing at the receiver: it proves name, route, proxy and certificate. Most
 * receivers know POST alone and want a signature, so a refusal of HEAD proves as much as a welcome; whether a message
 * is taken is shown by a test event.
 */
export async function check(egress: Egress, context: WebhookContext): Promise<OutputCheck> {
  const settings = webhookSettings(context.settings);
  try {
    const answer = await egress.send({
      method: 'HEAD',
      url: settings.url,
      headers: { ...settings.headers, 'user-agent': USER_AGENT },
      signal: context.signal,
      limits: { headers: settings.timeout, total: settings.timeout, ...ANSWER },
    });
    return judged(answer, settings, context);
  } catch (thrown) {
    const { cause } = verdictOnFault(thrown);
    return { status: 'failed', ...(cause === undefined ? {} : { cause }) };
  }
}

function judged(answer: EgressResponse, settings: WebhookSettings, context: WebhookContext): OutputCheck {
  const { status } = answer;
  const { host } = new URL(settings.url);
  const redirected = status >= 300 && status < 400;
  if (status === GONE || redirected || BEHIND_IS_DOWN.has(status)) {
    const { cause } = verdictOn(answer, settings, context.now());
    return { status: 'failed', ...(cause === undefined ? {} : { cause }) };
  }
  return { status: 'ok', ...evidenceOf('webhook.answered', { host, status }) };
}
