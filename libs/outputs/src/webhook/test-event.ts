import { instantText } from '@tillbridge/domain';
import type { Egress } from '@tillbridge/egress';
import type { OutputCheck } from '@tillbridge/plugin-kit';
import { evidenceOf } from '../evidence.js';
import { messageId, type Message } from './message.js';
import { send, type WebhookContext } from './send.js';
import { webhookSettings } from './settings.js';

export const TEST_EVENT_TYPE = 'tillbridge.test';

/** Posts one signed message of its own type, which carries no figures and which a receiver may ignore. */
export async function sendTestEvent(egress: Egress, context: WebhookContext): Promise<OutputCheck> {
  const settings = webhookSettings(context.settings);
  const message = testMessage(context);
  const { status, cause } = await send(egress, message, { context, settings });
  if (status === 'accepted' || status === 'unchanged') {
    return { status: 'ok', ...evidenceOf('webhook.test_taken', { host: new URL(settings.url).host, id: message.id }) };
  }
  return { status: 'failed', ...(cause === undefined ? {} : { cause }) };
}

function testMessage({ output, now }: WebhookContext): Message {
  const at = now();
  const data = { output: output.id };
  return {
    id: messageId(`${output.id}.test.${at}`),
    body: JSON.stringify({ type: TEST_EVENT_TYPE, timestamp: instantText(at), data }),
  };
}
