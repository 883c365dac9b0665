/**
 * Tells whoever works that there is something to do. A message is a hint and nothing more: which jobs there are, and what
 * outputs lack, stands in the store, so one that is lost, doubled or late does no harm.
 */
export interface Waker {
  /** Says that there may be something to do; never fails and waits for nothing. */
  wake(): void;
  /**
   * From now on `onWake` is called for every message.
   *
   * @throws TillbridgeError `waker.unavailable`
   */
  start(onWake: () => void): Promise<void>;
  stop(): Promise<void>;
  /** Whether jobs of other processes come without a message, so that they must be looked for each second. */
  readonly hearsOwnProcessOnly: boolean;
}

/** Nest's token of the one waker of a process. */
export const WAKER = Symbol('WAKER');
