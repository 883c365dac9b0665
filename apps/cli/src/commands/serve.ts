import { runDaemon } from '@tillbridge/daemon';
import type { Command, Outcome } from '../command.js';
import type { Invocation } from '../invocation.js';

export const serve: Command = {
  name: 'serve',
  options: {},
  words: { least: 0, most: 0 },
  run: (_, invocation) => runServe(invocation),
};

async function runServe(invocation: Invocation): Promise<Outcome> {
  const { clock, host, signal, beService, isWatched } = invocation.io;
  const configured = await invocation.settings();
  const { language, json } = invocation;
  const screen = isWatched === true && !json ? (text: string) => invocation.io.out(`${text}\n`) : null;
  await runDaemon(
    { ...configured, clock, host, wait: Infinity },
    { signal, language, screen, beService: beService ?? (() => undefined) },
  );
  return { text: '', data: {}, findings: [] };
}
