import type { DaemonIo } from '@tillbridge/daemon';
import { EXIT_CODES } from '@tillbridge/domain';

type Listeners = Parameters<DaemonIo['beService']>[0];

/** What happens to the process beside signals: its reader goes away, a promise fails that nobody waited for. */
export class Incidents {
  /** A promise that a plugin dropped has failed: the command went on, but does not call it success. */
  strayFailed = false;
  private service: Listeners | null = null;

  constructor(
    private readonly self: NodeJS.Process,
    ending: AbortSignal,
  ) {
    // A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours, and no reason for a service
    // to end: its work is elsewhere.
    self.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (this.service === null) self.exit(error.code === 'EPIPE' ? 0 : EXIT_CODES.failed);
    });
    self.on('unhandledRejection', (reason) => {
      if (this.service !== null) return this.service.onStray(reason);
      if (!ending.aborted)
        self.stderr.write(`tillbridge: ${reason instanceof Error ? reason.message : String(reason)}\n`);
      this.strayFailed = true;
      return undefined;
    });
  }

  beService(listeners: Listeners): void {
    this.service = listeners;
    this.self.stderr.on('error', () => undefined);
    // What threw may have left anything half done; whoever supervises starts it anew from what is committed.
    this.self.on('uncaughtException', (error) => {
      listeners.onCrash(error);
      this.self.exit(EXIT_CODES.failed);
    });
  }
}
