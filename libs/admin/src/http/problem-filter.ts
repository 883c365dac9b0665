import { type ArgumentsHost, Catch, HttpException, type HttpServer, Logger } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { type Language, type Problem, problemOf, sayProblem, TillbridgeError } from '@tillbridge/domain';
import { causeOf, problemOfCause } from '@tillbridge/plugin-kit';
import type { Store } from '@tillbridge/store';
import type { Response } from 'express';
import { ADMIN_PROBLEMS } from '../problems.js';
import { allowedMethods } from './allowed-methods.js';
import { type FieldError, InvalidRequest } from './invalid-request.js';
import { statusOfProblem } from './problem-status.js';
import { type ApiRequest, isApi, requestId } from './request.js';

const STORE_IS_AWAY: ReadonlySet<string> = new Set(['store.unavailable', 'store.busy']);

/** Problem JSON (RFC 9457). That something does not work now is told the usual way beside the API: health has its own form. */
@Catch()
export class ProblemFilter extends BaseExceptionFilter {
  private readonly log = new Logger('api');

  constructor(
    server: HttpServer,
    private readonly store: Store,
  ) {
    super(server);
  }

  override catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<ApiRequest>(), http.getResponse<Response>()];
    if (!isApi(request) && thrown instanceof HttpException && thrown.getStatus() >= 500) {
      // oxlint-disable-next-line promise/valid-params -- a filter's method, no promise's
      super.catch(thrown, host);
      return;
    }
    const [problem, ...others] = problemsOf(this.store.failureOf(thrown), request);
    const status = statusOfProblem(problem);
    // The stack is for the log alone.
    if (status >= 500) this.log.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    if (response.headersSent) return;
    const language: Language = request.acceptsLanguages(['en', 'fr']) === 'fr' ? 'fr' : 'en';
    const errors =
      thrown instanceof InvalidRequest ? thrown.errorsIn(language) : others.map((other) => errorOf(other, language));
    const { what, fix } = sayProblem(problem, language);
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (status === 429) response.setHeader('retry-after', String(problem.parameters['seconds']));
    if (status === 405) response.setHeader('allow', String(problem.parameters['allowed']));
    const body = {
      type: `urn:tillbridge:problem:${problem.code}`,
      title: what,
      status,
      code: problem.code,
      detail: `${what} ${fix}`,
      ...(errors.length === 0 ? {} : { errors }),
      requestId: requestId(request),
    };
    response.status(status).type('application/problem+json').send(JSON.stringify(body));
  }
}

function errorOf(problem: Problem, language: Language): FieldError & { readonly code: string } {
  const { what, fix } = sayProblem(problem, language);
  return { field: '', code: problem.code, detail: `${what} ${fix}` };
}

function problemsOf(thrown: unknown, request: ApiRequest): readonly [Problem, ...Problem[]] {
  if (thrown instanceof TillbridgeError) {
    // Where the database stands is nothing for whoever may have no key (I6).
    return STORE_IS_AWAY.has(thrown.problems[0].code) ? [problemOf(ADMIN_PROBLEMS, 'api.store_away')] : thrown.problems;
  }
  if (thrown instanceof InvalidRequest) return [problemOf(ADMIN_PROBLEMS, 'request.invalid')];
  const cause = causeOf(thrown);
  if (cause !== undefined) return [problemOfCause(cause)];
  return [refusal(thrown, request) ?? problemOf(ADMIN_PROBLEMS, 'api.defect')];
}

/** What Nest, Express and the reader of bodies refuse by themselves. */
function refusal(thrown: unknown, request: ApiRequest): Problem | null {
  const { status, type, message } = refusedBy(thrown);
  switch (status) {
    case 404:
      return notFound(request);
    case 413:
      return problemOf(ADMIN_PROBLEMS, 'request.too_large');
    case 415:
      return problemOf(ADMIN_PROBLEMS, 'request.media_type', { given: mediaType(request) });
    case 400:
      return type === 'entity.parse.failed' || thrown instanceof SyntaxError || /JSON/.test(message)
        ? problemOf(ADMIN_PROBLEMS, 'request.json_unreadable', { reason: message })
        : problemOf(ADMIN_PROBLEMS, 'request.refused', { reason: message });
    default:
      return status !== null && status < 500 ? problemOf(ADMIN_PROBLEMS, 'request.refused', { reason: message }) : null;
  }
}

function refusedBy(thrown: unknown): {
  readonly status: number | null;
  readonly type: string;
  readonly message: string;
} {
  if (thrown instanceof HttpException) return { status: thrown.getStatus(), type: '', message: thrown.message };
  if (typeof thrown !== 'object' || thrown === null) return { status: null, type: '', message: '' };
  const { status, type, message } = thrown as { status?: unknown; type?: unknown; message?: unknown };
  return {
    status: typeof status === 'number' ? status : null,
    type: typeof type === 'string' ? type : '',
    message: typeof message === 'string' ? message : '',
  };
}

function notFound(request: ApiRequest): Problem {
  const allowed = allowedMethods(request);
  if (allowed.length === 0 || allowed.includes(request.method)) return problemOf(ADMIN_PROBLEMS, 'request.not_found');
  const parameters = { method: request.method, allowed: allowed.join(', ') };
  return problemOf(ADMIN_PROBLEMS, 'request.method_not_allowed', parameters);
}

function mediaType({ headers }: ApiRequest): string {
  return [headers['content-type'] ?? '-', headers['content-encoding'] ?? ''].filter((part) => part !== '').join(', ');
}
