import type { ChangedCell, JudgedChanges } from './changes.js';
import { absentKinds, type ComparedOutput, longDays } from './comparison.js';
import type { Truth } from './truth.js';

export interface Pass {
  readonly truth: Truth;
  /** After everything was read for the first time, and at the end. */
  readonly compared: { readonly first: readonly ComparedOutput[]; readonly last: readonly ComparedOutput[] };
  /** What reading again moved, although nothing had changed. */
  readonly repeated: { readonly moved: readonly ChangedCell[]; readonly messages: number };
  readonly edited: readonly JudgedChanges[];
}

export interface Verdict {
  readonly good: boolean;
  /** Kinds of sales and shifts of which there are none: nothing would be proven of them. */
  readonly absent: readonly string[];
  /** Location-days of 25 hours; there must be some. */
  readonly longDays: number;
}

/** Fewer in an output, and the demo shows too little. */
const LEAST_CELLS = 1_000;

export function verdictOf({ truth, compared, repeated, edited }: Pass): Verdict {
  const absent = absentKinds(truth);
  const long = longDays(truth);
  const isRight = ({ cells, differences }: ComparedOutput): boolean => differences.length === 0 && cells >= LEAST_CELLS;
  const good =
    absent.length === 0 &&
    long > 0 &&
    compared.first.every(isRight) &&
    compared.last.every(isRight) &&
    compared.last.length > 0 &&
    repeated.moved.length === 0 &&
    repeated.messages === 0 &&
    edited.every(({ wanted, faults }) => wanted > 0 && faults.length === 0);
  return { good, absent, longDays: long };
}
