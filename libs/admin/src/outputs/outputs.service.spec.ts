import { expect, it } from '@jest/globals';
import { HOUR, instantText, MINUTE } from '@tillbridge/domain';
import { NO_METERS } from '@tillbridge/observability';
import type { OutputInstance } from '@tillbridge/delivery';
import { breakerOf, nextAttemptAt, type OutputBreaker, saveBreaker, saveFailures, type Store } from '@tillbridge/store';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { ChangeLog } from '../audit/change-log.js';
import type { AdminScope } from '../scope.js';
import { OutputsService } from './outputs.service.js';

const NOW = Date.parse('2026-05-14T16:00:00Z');
const AUTHOR = { actor: 'cli:ann', reason: 'moved', requestId: null };
const CAUSE = JSON.stringify({ $cause: 1, code: 'output.unreachable', message: 'no route' });

const OPEN: OutputBreaker = {
  output: 'hook',
  failures: 7,
  locations: ['0001'],
  openedAt: NOW - HOUR,
  nextProbeAt: NOW + 2 * MINUTE,
  cause: CAUSE,
};

function serviceOf(store: Store): OutputsService {
  const clock = { now: () => NOW };
  const outputs = [{ id: 'hook', kind: 'webhook', settings: {}, hold: false } as unknown as OutputInstance];
  const scope = { store, clock, outputs, changes: new ChangeLog(store, { clock, meters: NO_METERS }) };
  return new OutputsService(scope as unknown as AdminScope);
}

/** An output whose receiver is down, with a day that waits for a time of its own. */
async function down(store: Store): Promise<OutputsService> {
  const day = { location: '0001', date: '2026-05-14', revision: 1, cause: CAUSE, dead: false, resendMark: 0 };
  await store.transaction(null, async (session) => {
    await saveBreaker(session, OPEN);
    await saveFailures(session, 'hook', [{ ...day, nextAttemptAt: NOW + 9 * MINUTE }]);
  });
  return serviceOf(store);
}

describeOnBothStores('an output whose receiver is down', (stores) => {
  it('is shown with since when, why and when it is tried next', async () => {
    const service = await down(await stores.open());

    expect((await service.get('hook')).breaker).toEqual({
      state: 'open',
      since: '2026-05-14T15:00:00Z',
      nextTry: instantText(NOW + 2 * MINUTE),
      reason: 'output.unreachable: no route',
    });
  });

  it('is not shown as down while its failures are only counted', async () => {
    const store = await stores.open();
    await store.transaction(null, (session) =>
      saveBreaker(session, { ...OPEN, failures: 4, openedAt: null, nextProbeAt: null }),
    );

    expect((await serviceOf(store).get('hook')).breaker).toBeNull();
  });

  it.each<[string, (service: OutputsService) => Promise<unknown>]>([
    ['paused', (service) => service.pause('hook', AUTHOR)],
    ['resumed', (service) => service.resume('hook', AUTHOR)],
    ['approved', (service) => service.decide('hook', true, AUTHOR)],
  ])('begins anew when it is %s: nothing is remembered and nothing waits for a time of its own', async (_, act) => {
    const store = await stores.open();
    const service = await down(store);

    await act(service);

    expect(await breakerOf(store.read, 'hook')).toBeNull();
    expect(await nextAttemptAt(store.read, 'hook', NOW)).toBeNull();
  });
});
