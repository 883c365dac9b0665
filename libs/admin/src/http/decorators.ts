import {
  applyDecorators,
  Controller,
  createParamDecorator,
  type ExecutionContext,
  UseGuards,
  UsePipes,
} from '@nestjs/common';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Author } from '../audit/change-log.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { InvalidRequest } from './invalid-request.js';
import { KnownParametersGuard } from './known-parameters.guard.js';
import type { ApiRequest } from './request.js';

export const API = 'api/v1';
export const KEY_SCHEME = 'key';

/** A controller below `/api/v1`, behind the key, that checks every schema of its parameters. */
export function ApiController(name: string): ClassDecorator {
  return applyDecorators(
    Controller(`${API}/${name}`),
    UseGuards(ApiKeyGuard, KnownParametersGuard),
    UsePipes(new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidRequest(issues) })),
    ApiBearerAuth(KEY_SCHEME),
    ApiTags(name),
  );
}

export interface Description {
  readonly summary: string;
  readonly status?: number;
  readonly example: unknown;
  /** Status codes that a caller should expect beside it, with what they mean. */
  readonly refusals?: Readonly<Record<number, string>>;
}

/** What the documentation says of a route. */
export function Describe({ summary, status = 200, example, refusals = {} }: Description): MethodDecorator {
  const all: Readonly<Record<number, string>> = {
    400: 'The request is not as it has to be.',
    401: 'No API key, or none that works.',
    ...refusals,
  };
  return applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({ status, description: 'Done.', schema: { type: 'object', example } }),
    ...Object.entries(all).map(([code, description]) =>
      ApiResponse({
        status: Number(code),
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
}

/** Parameter: whose key the request showed, with the reason that its body gives. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext): Author => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  if (request.author === undefined) throw new TypeError('a route without a key has no author');
  const body: unknown = request.body;
  const reason = typeof body === 'object' && body !== null && 'reason' in body ? body.reason : null;
  return { ...request.author, reason: typeof reason === 'string' ? reason : null };
});

/** Parameter: a signal that fires when the client has gone. */
export const Gone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  const gone = new AbortController();
  request.res?.once('close', () => gone.abort(new Error('whoever asked has gone')));
  return gone.signal;
});
