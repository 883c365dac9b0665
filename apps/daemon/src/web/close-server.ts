import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Takes no new connection, and gives answers that are under way `patience` milliseconds. */
export async function closeServer(server: Server, patience: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const over = new AbortController();
  const late = pause(patience, undefined, { signal: over.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await closed;
  over.abort();
  await late;
}
