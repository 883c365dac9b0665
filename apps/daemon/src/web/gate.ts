import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers 503 until everything works, except to whoever asks whether the process lives. The port is taken before
 * anything else, so that a port in use ends the start before anything was begun.
 */
export class Gate {
  private isOpen = false;

  open(): void {
    this.isOpen = true;
  }

  readonly pass = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (this.isOpen || request.url === '/health/live') next();
    else response.writeHead(503, { 'retry-after': '1' }).end();
  };
}
