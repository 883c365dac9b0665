import { MINUTE, problemError } from '@tillbridge/domain';
import { parseDuration } from '@tillbridge/settings';
import { checkRequest } from '@tillbridge/sync';
import type { ImportRequest } from '@tillbridge/scheduling';
import { isSet, textOf } from '../arguments.js';
import type { Arguments, Command, Outcome, Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';
import { importFindings } from '../report/import-findings.js';
import { importText } from '../report/import-text.js';
import type { Invocation } from '../invocation.js';
import { importUntilDone } from '../import/import-until-done.js';
import { connectionNamed, JobsService, streamView } from '@tillbridge/admin';

const USUAL_WAIT = 5 * MINUTE;

export const sync: Command = {
  name: 'sync',
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    deliver: { type: 'boolean' },
    wait: { type: 'string' },
    'accept-vanished': { type: 'boolean' },
  },
  words: { least: 1, most: 1 },
  run: runSync,
};

async function runSync({ words: [id = ''], values }: Arguments, invocation: Invocation): Promise<Outcome> {
  const request: ImportRequest = {
    connection: id,
    deliver: isSet(values, 'deliver'),
    from: textOf(values, 'from'),
    to: textOf(values, 'to'),
    acceptVanished: isSet(values, 'accept-vanished'),
  };
  checkRequest(request);
  const wait = waitOf(values);
  const { settings, outputs } = await invocation.settings();
  connectionNamed(settings, id);
  const application = await invocation.application(`sync ${id}`, wait ?? USUAL_WAIT);
  await application.context.get(JobsService).assertReadable(id);

  const outcome = await importUntilDone(invocation, application, request, {
    forProcess: wait ?? USUAL_WAIT,
    forReceiver: wait ?? 0,
  });
  const findings = await importFindings(outcome, { invocation, store: application.store, connection: id });
  const text = importText(outcome, { invocation, delivering: request.deliver, outputs: outputs.length });
  const sync = { ...outcome.sync, streams: outcome.sync.streams.map(streamView), problems: undefined };
  return { text, data: { connection: id, ...outcome, sync }, findings };
}

/** Null where nothing was said. */
function waitOf(values: Values): number | null {
  const text = textOf(values, 'wait');
  if (text === null) return null;
  const wait = parseDuration(text);
  if (wait === null) throw problemError(CLI_PROBLEMS, 'cli.duration_unreadable', { text, option: '--wait' });
  return wait;
}
