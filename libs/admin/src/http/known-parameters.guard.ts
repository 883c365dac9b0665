import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { InvalidRequest } from './invalid-request.js';
import type { ApiRequest } from './request.js';

/** A parameter at an address that takes none is a mistake: a `limit` that does nothing would be believed. */
@Injectable()
export class KnownParametersGuard implements CanActivate {
  /** @throws InvalidRequest */
  canActivate(context: ExecutionContext): boolean {
    const [unknown] = Object.keys(context.switchToHttp().getRequest<ApiRequest>().query);
    if (unknown === undefined || takesParameters(context)) return true;
    throw new InvalidRequest([{ code: 'unrecognized_keys', keys: [unknown], message: 'unknown' }]);
  }
}

/** Whether the route reads its query; which of its parameters there are, its schema says then. */
function takesParameters(context: ExecutionContext): boolean {
  const read: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
  const kinds = Object.keys(read ?? {});
  return kinds.some((kind) => kind.startsWith(`${RouteParamtypes.QUERY}:`));
}
