import type { LocationDay } from '@tillbridge/plugin-kit';
import { fixedHeaders, messageOf } from './message.js';
import type { WebhookSettings } from './settings.js';

const AT_EACH_TRY = '(made anew at each try)';
const SET = 'set';

/** The messages as they would go out, without what only a try knows and without any secret. */
export function previewOf(days: readonly LocationDay[], settings: WebhookSettings) {
  const masked = Object.fromEntries(Object.keys(settings.headers).map((name) => [name, SET]));
  const messages = days
    .filter(({ cells }) => cells.length > 0)
    .map((day) => {
      const { id, body } = messageOf(day);
      const headers = {
        ...fixedHeaders(id, masked),
        'webhook-timestamp': AT_EACH_TRY,
        'webhook-signature': AT_EACH_TRY,
      };
      return { headers, body: JSON.parse(body) as unknown };
    });
  return { contentType: 'application/json', text: JSON.stringify(messages, null, 2) };
}
