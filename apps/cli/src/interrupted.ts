import { type EndingSignal, exitCodeOfSignal } from './exit-code.js';

/** The reason of the abort when a person or the system ends the command. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly signal: EndingSignal) {
    super(`ended by ${signal}`);
  }

  get exitCode(): number {
    return exitCodeOfSignal(this.signal);
  }
}
