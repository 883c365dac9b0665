import { addDays, type Instant, isLocalDate, type LocalDate, problemError } from '@tillbridge/domain';
import { textOf } from '../arguments.js';
import type { Values } from '../command.js';
import { CLI_PROBLEMS } from '../problems.js';

const USUAL_DAYS = 7;
/** A location's date may be one day ahead of UTC's. */
const AHEAD = 1;

/** The local dates that were asked for, both included; the last days where none was. */
export function datesOrLastDays(values: Values, now: Instant): { readonly from: LocalDate; readonly to: LocalDate } {
  const to = dateOption(values, 'to') ?? addDays(new Date(now).toISOString().slice(0, 10), AHEAD);
  return { from: dateOption(values, 'from') ?? addDays(to, -USUAL_DAYS), to };
}

/** Null where the option is absent. @throws TillbridgeError `cli.date_unreadable` */
export function dateOption(values: Values, name: string): LocalDate | null {
  const text = textOf(values, name);
  if (text === null || isLocalDate(text)) return text;
  throw problemError(CLI_PROBLEMS, 'cli.date_unreadable', { text, option: `--${name}` });
}
