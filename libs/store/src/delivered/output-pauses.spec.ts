import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { outputPauses, pauseOutput, resumeOutput } from './output-pauses.js';

const GONE = { output: 'hook', reason: 'The receiver answered 410.', actor: 'receiver', at: NOON };

describeOnBothStores('a paused output', (stores) => {
  it('is known with its reason until it is resumed', async () => {
    const store = await stores.open();

    const first = await write(store, (session) => pauseOutput(session, GONE));
    const paused = await outputPauses(store.read);
    const resumed = await write(store, (session) => resumeOutput(session, 'hook'));

    expect([first, resumed]).toEqual([true, true]);
    expect([...paused.values()]).toEqual([GONE]);
    expect((await outputPauses(store.read)).size).toBe(0);
  });

  it('keeps the first reason when it is paused again', async () => {
    const store = await stores.open();
    await write(store, (session) => pauseOutput(session, GONE));

    const again = await write(store, (session) => pauseOutput(session, { ...GONE, reason: 'another', at: NOON + 1 }));

    expect(again).toBe(false);
    expect((await outputPauses(store.read)).get('hook')).toEqual(GONE);
  });

  it('cannot be resumed twice', async () => {
    const store = await stores.open();

    expect(await write(store, (session) => resumeOutput(session, 'hook'))).toBe(false);
  });
});
