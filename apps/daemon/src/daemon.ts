import { Logger } from '@nestjs/common';
import { type ApplicationParts, wire } from '@tillbridge/application';
import type { Language } from '@tillbridge/domain';
import { DaemonModule } from './daemon.module.js';
import { daemonMessages } from './messages/messages.js';
import { pluginBehind } from './stray.js';
import { stop } from './stop.js';
import { listen } from './web/listen.js';
import { webServer } from './web/web-server.js';
import { placesText } from './whereabouts.js';

export type DaemonParts = Omit<ApplicationParts, 'command' | 'signal' | 'meters'>;

/** What happens to the process besides signals. */
export interface Incidents {
  /** A promise failed that nobody waited for. */
  readonly onStray: (reason: unknown) => void;
  /** The process is about to end for this. */
  readonly onCrash: (error: unknown) => void;
}

/** The outside of the daemon. */
export interface DaemonIo {
  /** Aborts when the daemon is to end. */
  readonly signal: AbortSignal;
  readonly language: Language;
  /** Text for a person who watches; null where nobody does. */
  readonly screen: ((text: string) => void) | null;
  /** From now on the process outlives a closed stdout and promises that a plugin dropped. */
  readonly beService: (incidents: Incidents) => void;
}

/**
 * Works until the signal: takes the right to work, listens, lets the schedule run. It ends by itself only with a problem
 * that keeps it from starting.
 *
 * @throws TillbridgeError `daemon.address_taken`, `daemon.address_refused`, `lock.*`, `store.*`
 */
export async function runDaemon(parts: DaemonParts, io: DaemonIo): Promise<void> {
  const { settings, registry } = parts;
  const { signal, screen } = io;
  const said = daemonMessages(io.language);
  const log = new Logger('daemon');
  io.beService({
    onStray: (reason) => log.error({ event: 'stray', plugin: pluginBehind(reason, registry.list()), err: reason }),
    onCrash: (error) => log.fatal({ event: 'crash', err: error }),
  });
  const wiring = await wire({ ...parts, command: 'serve', signal });
  const app = await webServer(DaemonModule.of(wiring.module), settings);
  await app.init();
  await listen(app.getHttpServer(), settings.server);
  screen?.(placesText(settings.server.publicUrl, said));
  await aborted(signal);
  screen?.(said.stopping);
  await stop({ app, wiring, log });
  screen?.(said.stopped);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
