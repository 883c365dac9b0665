import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { type Receiver, startReceiver } from './receiver.js';

const SECRET = `whsec_${Buffer.from('a key of the demo, 32 bytes long').toString('base64')}`;

interface Sent {
  readonly body?: string;
  readonly at?: Date;
  readonly secret?: string;
  readonly revision?: number;
}

describe('the receiver of the demo', () => {
  let receiver: Receiver;

  beforeEach(async () => {
    receiver = await startReceiver(SECRET);
  });
  afterEach(() => receiver.close());

  /** Signs as a library that is not ours does. */
  async function send({ body, at = new Date(), secret = SECRET, revision = 1 }: Sent = {}): Promise<number> {
    const told = JSON.stringify({ type: 'tillbridge.location_day.updated', data: day(revision) });
    const headers = {
      'webhook-id': 'tb_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign('tb_1', at, told),
    };
    return (await fetch(receiver.url, { method: 'POST', headers, body: body ?? told })).status;
  }

  const day = (revision: number) => ({
    location: '0001',
    date: '2026-11-01',
    revision,
    hours: [
      {
        start: '2026-11-01T05:00:00Z',
        sales: `${revision}.00`,
        transactions: 1,
        items: '2',
        staffHours: null,
        revision,
        withdrawn: false,
      },
    ],
  });

  it('takes a signed message and holds its hours', async () => {
    const status = await send();

    expect([status, receiver.taken(), receiver.refused()]).toEqual([204, 1, 0]);
    expect([...receiver.cells()]).toEqual([['0001 2026-11-01T05:00:00Z', [{ figures: '1.00 1 2 ', revision: 1 }]]]);
  });

  it.each<[string, Sent]>([
    ['by another secret', { secret: `whsec_${Buffer.from('another key, also 32 bytes long!').toString('base64')}` }],
    ['for another body', { body: '{"type":"tillbridge.location_day.updated","data":{}}' }],
    ['long ago', { at: new Date(Date.UTC(2020, 0, 1)) }],
  ])('refuses a message signed %s', async (_, sent) => {
    expect(await send(sent)).toBe(401);
    expect([receiver.refused(), receiver.cells().size]).toEqual([1, 0]);
  });

  it('keeps the newest revision of a day, in whatever order they come', async () => {
    const statuses = [await send({ revision: 2 }), await send({ revision: 1 }), await send({ revision: 3 })];

    expect(statuses).toEqual([204, 208, 204]);
    expect(
      receiver
        .cells()
        .get('0001 2026-11-01T05:00:00Z')
        ?.map(({ revision }) => revision),
    ).toEqual([3]);
  });
});
