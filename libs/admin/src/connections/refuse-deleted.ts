import { problemError } from '@tillbridge/domain';
import type { ConnectionSettings, Settings } from '@tillbridge/settings';
import { connectionsOf, isDeleted, type Session } from '@tillbridge/store';
import { SYNC_PROBLEMS } from '@tillbridge/sync';

/** @throws TillbridgeError `sync.connection_deleted` */
export async function refuseDeleted(session: Session, connection: string): Promise<void> {
  if (await isDeleted(session, connection))
    throw problemError(SYNC_PROBLEMS, 'sync.connection_deleted', { connection });
}

/** Those of the settings that nobody has deleted. */
export async function livingConnections(
  { connections }: Pick<Settings, 'connections'>,
  session: Session,
): Promise<readonly ConnectionSettings[]> {
  const stored = await connectionsOf(session);
  const deleted = new Set(stored.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id));
  return connections.filter(({ id }) => !deleted.has(id));
}
