/**
 * Lets one caller go when its signal fires, without stopping work that others may share.
 *
 * @throws the signal's reason, or whatever the work throws
 */
export async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const aborted = Promise.withResolvers<never>();
  const stop = (): void => aborted.reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
    // Whichever lost the race may still fail later, with nobody left to hear it.
    work.catch(() => undefined);
    aborted.promise.catch(() => undefined);
  }
}
