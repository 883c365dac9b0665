import type { Io } from '@tillbridge/cli';
import { run } from '@tillbridge/cli';
import type { Workplace } from '../support/workplace.ts';

export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** A host that gives up at once, so that a POS that is down costs no time. Milliseconds. */
const IMPATIENT = { tries: 2, firstPause: 1, longestPause: 2, tokenPause: 1, maxWait: 50 };

/** Types a command into a terminal of its own, in the folder of the workplace, and waits for it to end. */
export async function tillbridge(
  workplace: Pick<Workplace, 'folder' | 'simulator'>,
  line: string | readonly string[],
  changed: Partial<Io> = {},
): Promise<Said> {
  const words = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  let out = '';
  let err = '';
  const exitCode = await run(words, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    screen: null,
    environment: { LIGHTSPEED_SECRET: workplace.simulator.clientSecret, LANG: 'en_CA.UTF-8' },
    workingDirectory: workplace.folder,
    clock: { now: () => workplace.simulator.now() },
    pause: () => Promise.reject(new Error('this command was not expected to wait')),
    signal: new AbortController().signal,
    entry: 'source',
    host: { limits: IMPATIENT },
    ...changed,
  });
  return { exitCode, out, err };
}
