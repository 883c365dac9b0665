import { userInfo } from 'node:os';
import type { Author } from '@tillbridge/admin';
import { textOf } from './arguments.js';
import type { Values } from './command.js';

/** Whoever runs the command, and with `--reason` why. */
export function authorOf(values: Values = {}): Author {
  return { actor: `cli:${userName()}`, reason: textOf(values, 'reason'), requestId: null };
}

/** A container may run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
