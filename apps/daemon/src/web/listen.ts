import type { Server } from 'node:http';
import { problemError } from '@tillbridge/domain';
import { DAEMON_PROBLEMS } from '../problems.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** @throws TillbridgeError `daemon.address_taken`, `daemon.address_refused` */
export async function listen(server: Server, { host, port }: Address): Promise<void> {
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen({ host, port }, listening.resolve);
  try {
    await listening.promise;
  } catch (error) {
    const address = addressText({ host, port });
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw problemError(DAEMON_PROBLEMS, 'daemon.address_taken', { address });
    throw problemError(DAEMON_PROBLEMS, 'daemon.address_refused', { address, reason: message }, { cause: error });
  } finally {
    server.off('error', listening.reject);
  }
}

/** As it stands in a URL. */
export function addressText({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
