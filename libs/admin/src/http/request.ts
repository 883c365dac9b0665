import type { Request } from 'express';
import type { Author } from '../audit/change-log.js';

/** A request as the pieces of this folder leave it to one another. */
export interface ApiRequest extends Request {
  /** Whose key it showed. */
  author?: Author;
}

/**
 * Whether the path is one of the API, in capitals too: Express matches both, and neither must get past what is checked
 * here.
 */
export function isApi({ path }: Pick<Request, 'path'>): boolean {
  return /^\/api(?:\/|$)/i.test(path);
}

/** Whether a body comes with it, by its headers. */
export function hasBody({ headers }: Pick<Request, 'headers'>): boolean {
  const { 'content-length': length, 'transfer-encoding': transfer } = headers;
  return (length !== undefined && length !== '0') || transfer !== undefined;
}

/** The id of the request: that of the log where there is one, else made once by `fresh`. */
export function requestId(request: ApiRequest, fresh: () => string = () => '-'): string {
  const given: unknown = Reflect.get(request, 'id');
  if (typeof given === 'string' || typeof given === 'number') return String(given);
  const made = fresh();
  Reflect.set(request, 'id', made);
  return made;
}
