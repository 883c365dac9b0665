import { sayProblem } from '@tillbridge/domain';
import { EgressError } from '@tillbridge/egress';
import {
  CauseError,
  causeOf,
  type Cause,
  type Connector,
  type PosRequest,
  type PosResponse,
} from '@tillbridge/plugin-kit';

import { defect } from '../defect.js';

/** The cause behind a failed answer or a redirect; null for a status below 300, which the plugin reads. */
export function causeOfAnswer(
  response: PosResponse,
  request: PosRequest,
  { connector, plugin }: { readonly connector: Connector; readonly plugin: string },
): Cause | null {
  if (response.status < 300) return null;
  if (response.status < 400) return redirected(response, request);
  let cause: Cause | undefined;
  try {
    cause = causeOf(connector.classify(response, request));
  } catch (error) {
    throw defect(plugin, 'classify threw', error);
  }
  if (cause === undefined) throw defect(plugin, `classify returned no cause for HTTP ${response.status}`);
  return cause;
}

/** An API does not redirect: somebody stands in between, such as a login page of the network. */
function redirected(response: PosResponse, request: PosRequest): Cause {
  const target = URL.parse(response.headers['location'] ?? '', request.url);
  const method = request.method ?? 'GET';
  return {
    $cause: 1,
    code: 'upstream.unavailable',
    message: `The POS answered with a redirect${target === null ? '' : ` to ${target.origin}`}, which is not followed.`,
    remedy: 'Check the address of the POS in the settings, and whether a proxy or a login page stands in between.',
    http: { status: response.status, method, path: URL.parse(request.url)?.pathname ?? '' },
    detail: { reason: 'redirect' },
  };
}

/**
 * The cause behind a request that got no answer; null for a failure that has nothing to do with the POS, such as the
 * store's.
 *
 * @throws the signal's reason where the caller called it off
 */
export function causeOfFailure(error: unknown, signal: AbortSignal): Cause | null {
  signal.throwIfAborted();
  const told = causeOf(error);
  if (told !== undefined) return told;
  if (!(error instanceof EgressError)) return null;
  const { what, fix } = sayProblem(error.problems[0]);
  const code = error.reason === 'too_large' ? 'upstream.malformed' : 'upstream.unavailable';
  return { $cause: 1, code, message: what, remedy: fix, detail: { reason: error.reason } };
}

/** Whether trying again within seconds is useless: a bad certificate or a redirect does not go away by itself. */
export function lasts(cause: Cause): boolean {
  const detail = cause.detail;
  if (typeof detail !== 'object' || detail === null || !('reason' in detail)) return false;
  return detail.reason === 'tls' || detail.reason === 'redirect';
}

export function foreign(url: string, allowed: ReadonlySet<string>): CauseError {
  const origin = URL.parse(url)?.origin ?? 'something that is no address';
  return new CauseError({
    code: 'link.foreign',
    message: `A request to ${origin} was asked for; only ${[...allowed].join(', ')} may be reached. The token was not sent.`,
    remedy: 'Check the addresses in the connection’s settings; if they are right, report the connector’s answer.',
  });
}
