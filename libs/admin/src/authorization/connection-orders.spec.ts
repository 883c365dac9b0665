import { expect, it } from '@jest/globals';
import { problemOf } from '@tillbridge/domain';
import { OAUTH_PROBLEMS } from '@tillbridge/oauth';
import type { Author } from '../audit/change-log.js';
import { ConnectionOrders } from './connection-orders.js';

const UNKNOWN = problemOf(OAUTH_PROBLEMS, 'oauth.state_unknown', { connection: '<connection>' });
const OF_ACME = { party: { connection: 'acme', startedBy: 'nadia' } };

it('a refused answer is told with who began it, and of very many only some', async () => {
  const written: [Author, string | null][] = [];
  const refused = async (author: Author, connection: string | null): Promise<void> =>
    void written.push([author, connection]);
  const orders = new ConnectionOrders({} as never, { refused, orderOf: () => undefined } as never, {} as never);

  for (let turn = 0; turn < 100; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as somebody who tries
    await orders.refused({ asked: null, problems: [UNKNOWN], requestId: `r-${turn}` });
  }
  await orders.refused({ asked: OF_ACME, problems: [UNKNOWN], requestId: null });

  expect(written).toHaveLength(21);
  expect(written[0]).toEqual([{ actor: 'browser', reason: 'oauth.state_unknown', requestId: 'r-0' }, null]);
  expect(written.at(-1)).toEqual([{ actor: 'nadia', reason: 'oauth.state_unknown', requestId: null }, 'acme']);
});
