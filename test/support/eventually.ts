const ASK_AGAIN = 20;
const LIMIT = 60_000;

/** Waits until `look` finds something, which is anything but null, undefined or false. Milliseconds. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  otherwise: string | (() => string),
  limit = LIMIT,
): Promise<Exclude<T, null | undefined | false>> {
  const end = performance.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) {
      return found as Exclude<T, null | undefined | false>;
    }
    if (performance.now() > end) throw new Error(typeof otherwise === 'string' ? otherwise : otherwise());
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
  }
}
