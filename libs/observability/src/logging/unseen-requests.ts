import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from './log.js';
import { fieldsOf, isUntold, requestId } from './request-log.js';

/**
 * Stands before everything else: gives each request its id, and tells of those that are refused before the log of requests
 * sees them, such as a body that cannot be read. Who probes does so with just these.
 */
export function tellUnseen(log: Log) {
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const id = requestId(request, response);
    const begun = performance.now();
    response.once('finish', () => {
      if (Reflect.has(request, 'log') || isUntold(request)) return;
      const { event, component, ...fields } = fieldsOf(request, response, performance.now() - begun);
      log.write('info', { event, component, message: 'A request was refused.', fields: { requestId: id, ...fields } });
    });
    next();
  };
}
