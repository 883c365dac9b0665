import type { Egress } from '@tillbridge/egress';
import type { Cause, LocationDay, Receipt } from '@tillbridge/plugin-kit';
import { mapBounded } from '../in-flight.js';
import { causeFrom } from '../problem-cause.js';
import { lanesOf } from './lanes.js';
import { messageOf, type Message } from './message.js';
import { patience } from './patience.js';
import { MAX_BODY_BYTES } from './payload.js';
import { send, type WebhookContext } from './send.js';
import { webhookSettings } from './settings.js';
import type { Verdict } from './verdict.js';

/** Several locations side by side, each one's days one after the other. */
export async function deliver(
  egress: Egress,
  context: WebhookContext,
  days: readonly LocationDay[],
): Promise<readonly Receipt[]> {
  const settings = webhookSettings(context.settings);
  const receiver = patience();
  const receipts: Receipt[] = [];
  await mapBounded(lanesOf(days), settings.parallel, async (lane) => {
    for (const { day, index } of lane) {
      const halt = receiver.exhausted();
      receipts[index] = halt === null ? await deliverDay(day) : keptBack(day, halt);
    }
  });
  return receipts;

  async function deliverDay(day: LocationDay): Promise<Receipt> {
    // A day without hours has no message. One that had hours once keeps them as withdrawn, so the receiver holds
    // nothing of this day.
    if (day.cells.length === 0) return receiptOf(day, { status: 'accepted', concerns: 'day' });
    const message = messageOf(day);
    const verdict = tooLong(message) ?? (await send(egress, message, { context, settings }));
    receiver.note(day.location, verdict);
    return receiptOf(day, verdict, message.id);
  }
}

function tooLong({ body }: Message): Verdict | null {
  const bytes = Buffer.byteLength(body);
  if (bytes <= MAX_BODY_BYTES) return null;
  const cause = causeFrom('output.refused', 'webhook.too_long', { bytes, limit: MAX_BODY_BYTES });
  return { status: 'refused', cause, concerns: 'day' };
}

/**
 * The receipt of a day that was not tried, because another day met this cause; never dead for what was said of another
 * (I3).
 */
function keptBack(day: LocationDay, halt: Cause): Receipt {
  const code = halt.code === 'output.refused' ? 'output.unreachable' : halt.code;
  return receiptOf(day, { status: 'retry', cause: { ...halt, code }, concerns: 'receiver' });
}

function receiptOf(day: LocationDay, { status, cause }: Verdict, reference?: string): Receipt {
  const { location, date, revision } = day;
  return {
    location,
    date,
    revision,
    status,
    ...(cause === undefined ? {} : { cause }),
    ...(reference === undefined ? {} : { reference }),
  };
}
