import type { Writable } from 'node:stream';
import { plainLine } from './plain-line.js';
import { scrubLine } from './scrub-line.js';
import type { SecretScrubber } from './secret-scrubber.js';

export interface LineStream {
  write(line: string): void;
}

/**
 * Where the lines leave the process. Whoever reads them may go away (EPIPE): the log ends then, the daemon does not.
 */
export function lineStream(out: Writable & { readonly isTTY?: boolean }, scrubber: SecretScrubber): LineStream {
  let isGone = false;
  out.on('error', () => {
    isGone = true;
  });
  return {
    write: (line) => {
      if (isGone) return;
      const clean = scrubLine(line, scrubber);
      out.write(out.isTTY === true ? plainLine(clean) : clean);
    },
  };
}
