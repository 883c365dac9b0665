import { expect, test } from '@jest/globals';
import { sampleDay } from './output-days.js';
import { contextOf, rowsOf, type OutputStage } from './output-stage.js';

export function describeReceipts(current: () => OutputStage): void {
  const days = [
    sampleDay({ location: '0009' }),
    sampleDay({ location: '0002', revision: 7 }),
    sampleDay({ location: '0009', date: '2026-05-13' }),
  ];
  const addresses = days.map(({ location, date, revision }) => ({ location, date, revision }));

  test('there is one receipt per day, in the order of the days', async () => {
    const { output, receiver } = current();

    const receipts = await output.deliver(contextOf(receiver), days);

    expect(receipts.map(({ location, date, revision }) => ({ location, date, revision }))).toEqual(addresses);
    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  test('no days give no receipts', async () => {
    const { output, receiver } = current();

    expect(await output.deliver(contextOf(receiver), [])).toEqual([]);
  });

  test('a receiver that cannot be reached is told by a receipt a day with its cause, never thrown', async () => {
    const { output, receiver } = current();

    const receipts = await output.deliver(contextOf(receiver, { settings: receiver.unreachable }), days);

    expect(receipts.map(({ location, date, revision }) => ({ location, date, revision }))).toEqual(addresses);
    expect(receipts.map(({ status }) => status)).toEqual(['retry', 'retry', 'retry']);
    for (const { cause } of receipts)
      expect(cause).toMatchObject({ $cause: 1, code: expect.stringMatching(/^output\./) });
  });

  test('a call that was aborted delivers nothing and still answers for every day', async () => {
    const { output, receiver } = current();

    const receipts = await output.deliver(contextOf(receiver, { signal: AbortSignal.abort() }), days);

    expect(receipts.map(({ status }) => status)).toEqual(['retry', 'retry', 'retry']);
    expect(await rowsOf(receiver)).toEqual([]);
  });
}
