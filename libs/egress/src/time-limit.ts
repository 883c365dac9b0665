export interface TimeLimit {
  /** Fires at the limit or with the caller's signal. */
  readonly signal: AbortSignal;
  /** To be called when the work is over. */
  release(): void;
}

/**
 * A time limit that leaves nothing behind: the timer of `AbortSignal.timeout` runs on when the work is long over, and
 * holds on to everything that listens.
 */
export function timeLimit(milliseconds: number, caller: AbortSignal | undefined): TimeLimit {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new DOMException('the time limit has passed', 'TimeoutError'));
  const follow = (): void => controller.abort(caller?.reason);
  const timer = setTimeout(expire, milliseconds);
  caller?.addEventListener('abort', follow, { once: true });
  if (caller?.aborted === true) follow();
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', follow);
    },
  };
}
