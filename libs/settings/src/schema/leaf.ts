import type { ProblemParameters } from '@tillbridge/domain';
import * as z from 'zod';
import type { Phrase, Phrases } from '../check/phrase.js';
import type { SettingsCode } from '../problems.js';

/** Why a value is refused. What was seen, and where, is added by whoever reports it. */
export interface Refusal {
  readonly problem: SettingsCode;
  readonly expected?: Phrase;
  /**
   * Keep the value out of the message: a text in the place of a group or list may be a key run together with its secret
   * (I6).
   */
  readonly hidden?: boolean;
  readonly parameters?: ProblemParameters;
  readonly phrases?: Phrases;
}

export type Reading<T> = { readonly value: T } | Refusal;

/** A single value of the file that is read by a function rather than described by zod's own types. */
export function leaf<T>(read: (value: unknown) => Reading<T>) {
  return z.unknown().transform((value, context): T => {
    const reading = read(value);
    if ('value' in reading) return reading.value;
    context.issues.push({ code: 'custom', input: value, params: { refusal: reading } });
    return z.NEVER;
  });
}

/** The same for a text; any other type is refused as such. */
export function textLeaf<T>(expected: Phrase, read: (text: string) => Reading<T>) {
  return leaf((value) => (typeof value === 'string' ? read(value) : { problem: 'settings.wrong_type', expected }));
}

export function refusalOf(params: Readonly<Record<string, unknown>> | undefined): Refusal | null {
  const refusal = params?.['refusal'];
  return isRefusal(refusal) ? refusal : null;
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'problem' in value;
}
