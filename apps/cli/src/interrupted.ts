const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** The reason of the abort when a person or the system ends the command. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly signal: keyof typeof EXIT_CODES) {
    super(`ended by ${signal}`);
  }

  get exitCode(): number {
    return EXIT_CODES[this.signal];
  }
}
