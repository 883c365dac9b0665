/** Shaped like what a plugin throws; this library imports no other. */
export class CauseError extends Error {
  readonly cause_: { readonly code: string };

  constructor(code: string, message: string) {
    super(message);
    this.cause_ = { code };
  }
}
