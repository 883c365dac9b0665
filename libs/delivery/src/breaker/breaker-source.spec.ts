import { expect, it } from '@jest/globals';
import { MINUTE } from '@tillbridge/domain';
import { type OutputBreaker, saveBreaker } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import type { OutputInstance } from '../output-instance.js';
import { breakerSource } from './breaker-source.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const CAUSE = JSON.stringify({ $cause: 1, code: 'output.unreachable', message: 'no route' });
const OPEN: OutputBreaker = {
  output: 'down',
  failures: 5,
  locations: ['0001'],
  openedAt: NOW - MINUTE,
  nextProbeAt: NOW + MINUTE,
  cause: CAUSE,
};

describeOnBothStores('the breakers as metrics', (stores) => {
  it('say of each output which of the three states it is in, and nothing of one that the settings do not name', async () => {
    const store = await stores.open();
    await store.transaction(null, async (session) => {
      await saveBreaker(session, OPEN);
      await saveBreaker(session, { ...OPEN, output: 'due', nextProbeAt: NOW });
      await saveBreaker(session, { ...OPEN, output: 'counting', failures: 4, openedAt: null, nextProbeAt: null });
      await saveBreaker(session, { ...OPEN, output: 'removed' });
    });
    const outputs = ['counting', 'down', 'due', 'well'].map((id) => ({ id }) as OutputInstance);
    const source = breakerSource({ store, clock: { now: () => NOW }, outputs });
    const states: string[] = [];

    await source.collect({
      set: ({ name }, { output, state }, value) => void states.push(`${name.slice(20)} ${output} ${state} ${value}`),
    });

    expect(states.filter((line) => line.endsWith(' 1'))).toEqual([
      'breaker_state counting closed 1',
      'breaker_state down open 1',
      'breaker_state due half_open 1',
      'breaker_state well closed 1',
    ]);
    expect(states.filter((line) => line.endsWith(' 0'))).toHaveLength(8);
  });
});
