import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from './log.js';
import { fieldsOf, isUntold, requestId } from './request-log.js';

/**
 * Comes before all other middleware: gives each request its id, and logs those that are refused before the request log
 * sees them, such as one with a body that cannot be read. Attackers probe with just these.
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
