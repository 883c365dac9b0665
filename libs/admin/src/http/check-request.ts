import { randomUUID } from 'node:crypto';
import { problemError } from '@tillbridge/domain';
import type { NextFunction, Response } from 'express';
import { ADMIN_PROBLEMS } from '../problems.js';
import { type ApiRequest, hasBody, isApi, requestId } from './request.js';

const LONGEST_ADDRESS = 4_096;
const DEEPEST = 20;
const MOST_FIELDS = 20_000;
/** Keys that would change the prototype of an object to which careless code copies them. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** RFC 8259 knows no other character set for JSON; the reader of bodies would take UTF-7 and UTF-16. */
const JSON_IN_UTF8 = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** First of all: names the request, and refuses addresses that nothing of ours can mean. */
export function checkAddress(request: ApiRequest, response: Response, next: NextFunction): void {
  if (!isApi(request)) return next();
  response.setHeader('x-request-id', requestId(request, randomUUID));
  response.setHeader('cache-control', 'no-store');
  if (request.originalUrl.length > LONGEST_ADDRESS)
    throw problemError(ADMIN_PROBLEMS, 'request.address_too_long', { limit: LONGEST_ADDRESS });
  if (/%(?:0[0-9a-f]|1[0-9a-f]|7f)/i.test(request.path)) throw problemError(ADMIN_PROBLEMS, 'request.not_found');
  refuseRepeated(request.originalUrl);
  next();
}

/** Before the body is read, of whoever may send one. */
export function checkMediaType(request: ApiRequest, _response: Response, next: NextFunction): void {
  if (!isApi(request)) return next();
  if (!hasBody(request)) return next();
  const { 'content-type': type } = request.headers;
  if (!JSON_IN_UTF8.test(type ?? '')) throw problemError(ADMIN_PROBLEMS, 'request.media_type', { given: type ?? '-' });
  if (request.headers['content-encoding'] !== undefined)
    throw problemError(ADMIN_PROBLEMS, 'request.media_type', { given: request.headers['content-encoding'] });
  next();
}

/** After the body was read, before any schema sees it. */
export function checkBody(request: ApiRequest, _response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (isApi(request) && typeof body === 'object' && body !== null) inspect(body);
  next();
}

function refuseRepeated(address: string): void {
  const at = address.indexOf('?');
  if (at < 0) return;
  const seen = new Set<string>();
  for (const name of new URLSearchParams(address.slice(at + 1)).keys()) {
    if (seen.has(name) || /[[\]]/.test(name))
      throw problemError(ADMIN_PROBLEMS, 'request.parameter_repeated', { name });
    seen.add(name);
  }
}

/** Looks at every key, level by level and not by recursion: ten thousand levels must not fill the stack. */
function inspect(body: object): void {
  let fields = 0;
  let level: object[] = [body];
  for (let depth = 1; level.length > 0; depth += 1) {
    const deeper: object[] = [];
    for (const part of level) {
      for (const name of Object.keys(part)) {
        if (FORBIDDEN.has(name)) throw problemError(ADMIN_PROBLEMS, 'request.field_forbidden', { field: name });
        const value: unknown = Reflect.get(part, name);
        if (typeof value === 'object' && value !== null) deeper.push(value);
        fields += 1;
      }
    }
    if (depth > DEEPEST || fields > MOST_FIELDS)
      throw problemError(ADMIN_PROBLEMS, 'request.too_deep', { depth: DEEPEST, fields: MOST_FIELDS });
    level = deeper;
  }
}
