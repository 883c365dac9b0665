import { describe, expect, it } from '@jest/globals';
import type { Cause, CauseCode, Receipt, ReceiptStatus } from '@tillbridge/plugin-kit';
import { type Answered, receiverVerdict } from './receiver-verdict.js';

function answered(status: ReceiptStatus, cause?: Partial<Cause>, hasFigures = true): Answered {
  const receipt: Receipt = { location: '0001', date: '2026-05-14', revision: 1, status };
  if (cause === undefined) return { receipt, hasFigures };
  return {
    receipt: { ...receipt, cause: { $cause: 1, code: 'output.unreachable', message: '', ...cause } },
    hasFigures,
  };
}

describe('what a batch says of its receiver', () => {
  it.each(['accepted', 'unchanged'] as const)('it takes figures where one day of many was %s', (status) => {
    expect(receiverVerdict([answered('retry', {}), answered(status), answered('refused', {})])).toBe('takes');
  });

  it.each<CauseCode>([
    'output.unreachable',
    'output.not_let_in',
    'output.no_space',
    'output.not_writable',
    'rate.limited',
    'settings.invalid',
  ])('it fails as a whole where nothing was taken for %s', (code) => {
    expect(receiverVerdict([answered('retry', { code }), answered('retry', { code })])).toBe('fails');
  });

  it('a day that it refuses for good says nothing, alone or beside others', () => {
    const refused = answered('refused', { code: 'output.refused' });

    expect(receiverVerdict([refused])).toBe('silent');
    expect(receiverVerdict([refused, answered('retry', {})])).toBe('fails');
  });

  it('a day without figures that was taken says nothing: whoever has nothing to send asks nobody', () => {
    expect(receiverVerdict([answered('accepted', undefined, false)])).toBe('silent');
    expect(receiverVerdict([answered('accepted', undefined, false), answered('retry', {})])).toBe('fails');
  });

  it.each(['egress.proxy', 'webhook.stopped', 'csv.stopped', 'database.stopped'])(
    'a failure by %s is not counted against it',
    (problem) => {
      expect(receiverVerdict([answered('retry', { detail: { problem } })])).toBe('unclear');
    },
  );

  it('a defect of ours is not counted against it', () => {
    expect(receiverVerdict([answered('retry', { code: 'plugin.defect' })])).toBe('unclear');
  });
});
