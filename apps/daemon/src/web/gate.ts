import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers 503 until everything works: the port is taken first, so that one that is in use ends the start before anything was
 * begun. Only that the process lives is told meanwhile.
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
