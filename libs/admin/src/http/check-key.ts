import type { NextFunction, Response } from 'express';
import type { ApiKeyGuard } from './api-key.guard.js';
import { type ApiRequest, hasBody, isApi } from './request.js';

/** Paths that anybody may read, and nobody sends anything to. */
const OPEN = /^\/api\/docs(?:\/|$)/i;

/**
 * Checks the key before the body is read: what a stranger sends is neither kept in memory nor checked, and no address
 * is told to them.
 */
export function checkKey(guard: Pick<ApiKeyGuard, 'letIn'>) {
  return async (request: ApiRequest, _response: Response, next: NextFunction): Promise<void> => {
    if (isApi(request) && (!OPEN.test(request.path) || hasBody(request))) await guard.letIn(request);
    next();
  };
}
