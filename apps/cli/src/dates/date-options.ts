import { isLocalDate, type LocalDate, problemError } from '@tillbridge/domain';
import { textOf } from '../arguments.js';
import type { Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';

/** Null where the option is absent. @throws TillbridgeError `cli.date_unreadable` */
export function dateOption(values: Values, name: string): LocalDate | null {
  const text = textOf(values, name);
  if (text === null || isLocalDate(text)) return text;
  throw problemError(CLI_PROBLEMS, 'cli.date_unreadable', { text, option: `--${name}` });
}

/** Null where the option is absent or no whole number: then nothing is confirmed. */
export function countOption(values: Values, name: string): number | null {
  const text = textOf(values, name);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
