import { userInfo } from 'node:os';
import type { Author } from '@tillbridge/admin';
import { lineOf } from './arguments.js';
import type { Values } from './command.js';

/** As the API has it. Characters. */
const LONGEST_REASON = 500;

/** Whoever runs the command, and with `--reason` why. @throws TillbridgeError `cli.line_refused` */
export function authorOf(values: Values = {}): Author {
  return { actor: `cli:${userName()}`, reason: lineOf(values, 'reason', LONGEST_REASON), requestId: null };
}

/** A container may run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
