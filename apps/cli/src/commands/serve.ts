import { Writable } from 'node:stream';
import { runDaemon } from '@tillbridge/daemon';
import type { Command, Outcome } from '../command.js';
import type { Invocation } from '../invocation.js';
import { VERSION } from '../version.js';

export const serve: Command = {
  name: 'serve',
  options: {},
  words: { least: 0, most: 0 },
  run: (_, invocation) => runServe(invocation),
};

async function runServe(invocation: Invocation): Promise<Outcome> {
  const { clock, host, signal, out, terminal, beService = () => undefined } = invocation.io;
  const configured = await invocation.settings();
  const { language, json } = invocation;
  const isWatched = terminal !== undefined && !json;
  const screen = isWatched ? (text: string) => out(`${text}\n`) : null;
  const lines = isWatched ? terminal : linesTo(out);
  await runDaemon({ ...configured, clock, host, version: VERSION }, { signal, language, screen, lines, beService });
  return { text: '', data: {}, findings: [] };
}

function linesTo(out: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      out(line);
      done();
    },
  });
}
