import { problemError } from '@tillbridge/domain';
import { isDeleted, type Session } from '@tillbridge/store';
import { SYNC_PROBLEMS } from '@tillbridge/sync';

/** @throws TillbridgeError `sync.connection_deleted` */
export async function refuseDeleted(session: Session, connection: string): Promise<void> {
  if (await isDeleted(session, connection))
    throw problemError(SYNC_PROBLEMS, 'sync.connection_deleted', { connection });
}
