import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Options } from 'pino-http';
import type { ProcessLog } from './process-log.js';

/** Paths that machines ask every few seconds: they would be most of the log. */
const UNTOLD = /^\/(?:health|metrics)(?:\/|$)/;

/** The id that a caller may give its request; anything else is replaced by an id of ours. */
const REQUEST_ID = /^[\w.:-]{1,64}$/;

/**
 * One line for each request: method, path, status and time; never a body, a header or a query, which may hold a code
 * (I6).
 */
export function requestLog({ pino }: ProcessLog): Options {
  return {
    logger: pino,
    genReqId: requestId,
    customAttributeKeys: { reqId: 'requestId' },
    quietReqLogger: true,
    quietResLogger: true,
    autoLogging: { ignore: isUntold },
    customLogLevel: (_request, response, error) => (hasFailed(response, error) ? 'error' : 'info'),
    customSuccessMessage: () => 'A request was answered.',
    customErrorMessage: () => 'A request could not be answered.',
    customSuccessObject: (request, response, value: unknown) => fieldsOf(request, response, timeOf(value)),
    customErrorObject: (request, response, error, value: unknown) => ({
      ...fieldsOf(request, response, timeOf(value)),
      err: error,
    }),
  };
}

export function isUntold(request: IncomingMessage): boolean {
  return UNTOLD.test(pathOf(request));
}

/** The id of a request, made at the first call. */
export function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given: unknown = Reflect.get(request, 'id');
  if (typeof given === 'string') return given;
  const named = request.headers['x-request-id'];
  const id = typeof named === 'string' && REQUEST_ID.test(named) ? named : randomUUID();
  response.setHeader('x-request-id', id);
  Reflect.set(request, 'id', id);
  return id;
}

/** @param milliseconds how long the answer took */
export function fieldsOf(request: IncomingMessage, response: ServerResponse, milliseconds: number | undefined) {
  const failed = hasFailed(response);
  return {
    event: failed ? 'request.failed' : 'request.answered',
    component: 'http',
    method: request.method,
    path: pathOf(request),
    status: response.statusCode,
    milliseconds,
  };
}

function timeOf(value: unknown): number | undefined {
  return (value as { readonly responseTime?: number }).responseTime;
}

function hasFailed(response: ServerResponse, error?: Error): boolean {
  return error !== undefined || response.statusCode >= 500;
}

function pathOf(request: IncomingMessage): string {
  const { originalUrl } = request as { readonly originalUrl?: string };
  return (originalUrl ?? request.url ?? '').split('?', 1)[0] ?? '';
}
