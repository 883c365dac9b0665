import { expect, test } from '@jest/globals';
import type { Cause } from '@tillbridge/plugin-kit';
import { patience } from './patience.js';
import type { Verdict } from './verdict.js';

const CAUSE: Cause = { $cause: 1, code: 'output.unreachable', message: 'down' };
const TAKEN: Verdict = { status: 'accepted', concerns: 'day' };
const REFUSED: Verdict = { status: 'refused', concerns: 'day', cause: CAUSE };

function failed(concerns: Verdict['concerns'], message = 'down'): Verdict {
  return { status: 'retry', concerns, cause: { ...CAUSE, message } };
}

function after(...verdicts: readonly Verdict[]): Cause | null {
  const receiver = patience();
  for (const [index, verdict] of verdicts.entries()) receiver.note(`L${index}`, verdict);
  return receiver.exhausted();
}

const [day, slow] = [failed('day'), failed('slow')];

test('four failing locations, or two that cost their time limit, are not the receiver’s fault yet', () => {
  expect([after(), after(day, day, day, day), after(slow, slow)]).toEqual([null, null, null]);
});

test('a fifth, a third, or one that concerns the receiver ends the call, and its cause is told', () => {
  expect(after(day, day, day, day, failed('day', 'fifth'))?.message).toBe('fifth');
  expect(after(slow, slow, failed('slow', 'third'))?.message).toBe('third');
  expect(after(TAKEN, failed('receiver', 'gone'))?.message).toBe('gone');
});

test.each([
  ['taken', TAKEN],
  ['refused', REFUSED],
])('a message that was %s in between shows that the receiver is there', (_name, verdict) => {
  expect(after(day, day, day, day, verdict, day, day, day, day)).toBeNull();
  expect(after(slow, slow, verdict, slow, slow)).toBeNull();
});

test('one location may fail as often as it likes', () => {
  const receiver = patience();

  for (let turn = 0; turn < 100; turn++) receiver.note('bad', day);

  expect(receiver.exhausted()).toBeNull();
});
