import type { NextFunction, Response } from 'express';
import type { ApiKeyGuard } from './api-key.guard.js';
import { type ApiRequest, isApi } from './request.js';

/** Paths that anybody may read. */
const OPEN = /^\/api\/docs(?:\/|$)/i;

/**
 * Checks the key before the body is read: what a stranger sends is neither kept in memory nor checked, and no address
 * is told to them.
 */
export function checkKey(guard: Pick<ApiKeyGuard, 'letIn'>) {
  return async (request: ApiRequest, _response: Response, next: NextFunction): Promise<void> => {
    if (isApi(request) && !OPEN.test(request.path)) await guard.letIn(request);
    next();
  };
}
