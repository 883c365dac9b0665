import { expect, it } from '@jest/globals';
import { describeOnBothStores } from '../../../../test/support/stores.ts';
import { NOON, write } from '../testing/builders.js';
import { approvalOf, saveApproval } from './approvals.js';

describeOnBothStores('the approval of an output', (stores) => {
  it('is unknown until somebody decides, and the last decision stands', async () => {
    const store = await stores.open();
    const decide = (approved: boolean): Promise<void> =>
      write(store, (session) => saveApproval(session, { output: 'tmas', approved, actor: 'till', at: NOON }));

    const before = await approvalOf(store.read, 'tmas');
    await decide(true);
    const approved = await approvalOf(store.read, 'tmas');
    await decide(false);

    expect([before, approved, await approvalOf(store.read, 'tmas')]).toEqual([null, true, false]);
    expect(await approvalOf(store.read, 'other')).toBeNull();
  });
});
