import type { EgressResponse } from '@tillbridge/egress';
import { instantText, type Instant, type ProblemParameters } from '@tillbridge/domain';
import type { Cause, CauseCode } from '@tillbridge/plugin-kit';
import { causeFrom } from '../problem-cause.js';
import type { OUTPUT_PROBLEMS } from '../problems.js';
import { answerExcerpt } from './answer-text.js';
import { retryAfter } from './retry-after.js';
import type { WebhookSettings } from './settings.js';
import type { Verdict } from './verdict.js';

type ProblemCode = keyof typeof OUTPUT_PROBLEMS;

interface Failure {
  readonly problem: ProblemCode;
  readonly concerns: Verdict['concerns'];
  /** `output.refused`: this payload will never be taken. Left out: later it may be. */
  readonly code?: 'output.refused' | 'output.not_let_in' | 'output.gone';
}

const ALREADY_REPORTED = 208;
export const GONE = 410;

const FAILURES: Readonly<Record<number, Failure>> = {
  400: { problem: 'webhook.refused', concerns: 'day', code: 'output.refused' },
  401: { problem: 'webhook.not_let_in', concerns: 'day', code: 'output.not_let_in' },
  403: { problem: 'webhook.not_let_in', concerns: 'day', code: 'output.not_let_in' },
  404: { problem: 'webhook.not_found', concerns: 'day', code: 'output.not_let_in' },
  405: { problem: 'webhook.not_found', concerns: 'day', code: 'output.not_let_in' },
  [GONE]: { problem: 'webhook.gone', concerns: 'receiver', code: 'output.gone' },
  413: { problem: 'webhook.refused', concerns: 'day', code: 'output.refused' },
  415: { problem: 'webhook.refused', concerns: 'day', code: 'output.refused' },
  422: { problem: 'webhook.refused', concerns: 'day', code: 'output.refused' },
  429: { problem: 'webhook.busy', concerns: 'receiver' },
  503: { problem: 'webhook.busy', concerns: 'receiver' },
};

const REDIRECTED: Failure = { problem: 'webhook.redirected', concerns: 'receiver', code: 'output.not_let_in' };

/** What an answer means for the message that it answers. Only a 2xx is success, and its body does not matter. */
export function verdictOn(answer: EgressResponse, settings: WebhookSettings, now: Instant): Verdict {
  const { status } = answer;
  if (status === ALREADY_REPORTED) return { status: 'unchanged', concerns: 'day' };
  if (status >= 200 && status < 300) return { status: 'accepted', concerns: 'day' };
  const { problem, concerns, code = 'output.unreachable' } = failureOf(status);
  const cause = causeOfAnswer(code, problem, { answer, settings });
  if (code === 'output.refused') return { status: 'refused', cause, concerns };
  const retryAt = retryAfter(answer.headers, now);
  const wait = typeof retryAt === 'number' ? { retryAt: instantText(retryAt) } : {};
  return { status: 'retry', cause: { ...cause, ...wait }, concerns };
}

function causeOfAnswer(
  code: CauseCode,
  problem: ProblemCode,
  { answer, settings }: { readonly answer: EgressResponse; readonly settings: WebhookSettings },
): Cause {
  const { host, pathname } = new URL(settings.url);
  const said = answerExcerpt(answer.text, settings);
  const parameters: ProblemParameters = {
    host,
    status: answer.status,
    answer: said === '' ? '—' : said,
    target: targetOf(answer, settings),
  };
  // A path may hold a secret, as those of chat programs do.
  const path = pathname === '/' ? '/' : '/…';
  return { ...causeFrom(code, problem, parameters), http: { status: answer.status, method: 'POST', path } };
}

function failureOf(status: number): Failure {
  if (status >= 300 && status < 400) return REDIRECTED;
  return FAILURES[status] ?? { problem: 'webhook.failed', concerns: 'day' };
}

/** Where a redirect points to, without the path and query in which it may carry a secret. */
function targetOf({ headers }: EgressResponse, { url }: WebhookSettings): string {
  const { location } = headers;
  const target = location === undefined ? null : URL.parse(location, url);
  return target === null ? '—' : target.host === '' ? target.protocol : target.origin;
}
