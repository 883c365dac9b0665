import { sayProblem } from '@tillbridge/domain';
import { EgressError, type EgressReason } from '@tillbridge/egress';
import type { Cause } from '@tillbridge/plugin-kit';
import { causeFrom } from '../problem-cause.js';
import type { Verdict } from './verdict.js';

const CONCERNS: Readonly<Record<EgressReason, Verdict['concerns']>> = {
  dns: 'receiver',
  connect: 'receiver',
  tls: 'receiver',
  proxy: 'receiver',
  blocked: 'receiver',
  aborted: 'receiver',
  timeout: 'slow',
  reset: 'day',
  too_large: 'day',
};

/** No whole answer came: the receiver may or may not have taken it, so the same message goes out again. */
export function verdictOnFault(thrown: unknown): Verdict {
  if (!(thrown instanceof EgressError)) return { status: 'retry', cause: defect(thrown), concerns: 'day' };
  if (thrown.reason === 'aborted') return { status: 'retry', cause: stopped(), concerns: 'receiver' };
  const [problem] = thrown.problems;
  const { what, fix } = sayProblem(problem);
  const { code, parameters } = problem;
  return {
    status: 'retry',
    cause: {
      $cause: 1,
      code: 'output.unreachable',
      message: what,
      remedy: fix,
      detail: { problem: code, parameters },
    },
    concerns: CONCERNS[thrown.reason],
  };
}

function stopped(): Cause {
  return causeFrom('output.unreachable', 'webhook.stopped', {});
}

/** An error of ours; its name alone is told, since its text may quote a payload or a secret (I6). */
function defect(thrown: unknown): Cause {
  const detail = thrown instanceof Error ? thrown.name : typeof thrown;
  return causeFrom('plugin.defect', 'webhook.defect', { detail });
}
