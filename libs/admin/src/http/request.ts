import type { Request } from 'express';
import type { Author } from '../audit/change-log.js';

/** A request as the pieces of this folder leave it to one another. */
export interface ApiRequest extends Request {
  /** Whose key it showed. */
  author?: Author;
}

/** In whatever letters: a server that takes capitals for small ones must not lead past what is checked here. */
export function isApi({ path }: Pick<Request, 'path'>): boolean {
  return /^\/api(?:\/|$)/i.test(path);
}

/** Given by the log where there is one, else once by `fresh`. */
export function requestId(request: ApiRequest, fresh: () => string = () => '-'): string {
  const given: unknown = Reflect.get(request, 'id');
  if (typeof given === 'string' || typeof given === 'number') return String(given);
  const made = fresh();
  Reflect.set(request, 'id', made);
  return made;
}
