import type { Meters } from '@tillbridge/observability';
import type { NextFunction, Response } from 'express';
import { ADMIN_METRICS } from '../metrics.js';
import { type ApiRequest, isApi } from './request.js';

/** Counts each answer by its route; an address that is no route counts as `unknown`, so that nobody can make series. */
export function measure(meters: Meters) {
  return (request: ApiRequest, response: Response, next: NextFunction): void => {
    if (!isApi(request)) return next();
    const begun = performance.now();
    response.once('finish', () => {
      const { route: matched } = request as { readonly route?: { readonly path?: unknown } };
      const route = typeof matched?.path === 'string' ? matched.path : 'unknown';
      meters.add(ADMIN_METRICS.apiRequests, { route, code: String(response.statusCode) });
      meters.observe(ADMIN_METRICS.apiRequestDuration, { route }, (performance.now() - begun) / 1000);
    });
    next();
  };
}
