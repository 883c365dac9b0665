import { problemOf, sayProblem } from '@tillbridge/domain';
import type { Cause } from '@tillbridge/plugin-kit';
import type { LedgerStream } from '@tillbridge/store';
import type { UnlistedRecord } from './missing-records.js';
import { SYNC_PROBLEMS } from '../problems.js';

const NAMED_IDS = 5;

/**
 * One cause per shop: the list leaves these records out, yet a look-up by number finds them unchanged. Nothing is
 * missing, so accepting a deletion would change nothing; the remedy says where to look instead.
 */
export function unlistedCauses(stream: LedgerStream, unlisted: readonly UnlistedRecord[]): Cause[] {
  return [...Map.groupBy(unlisted, ({ shop }) => shop)].map(([shop, records]) => {
    const ids = records.slice(0, NAMED_IDS).map(({ id }) => id);
    const named = ids.join(', ') + (records.length > NAMED_IDS ? ', ...' : '');
    const parameters = { count: records.length, stream, shop, ids: named };
    const { what, fix } = sayProblem(problemOf(SYNC_PROBLEMS, 'sync.records_unlisted', parameters));
    const detail = { problem: 'sync.records_unlisted', parameters };
    return { $cause: 1, code: 'records.vanished', stream, shop, message: what, remedy: fix, detail };
  });
}
