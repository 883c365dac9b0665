const ASK_AGAIN = 50;
const LIMIT = 30_000;

/** Waits until a condition holds. Milliseconds. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  otherwise: string | (() => string),
  limit = LIMIT,
): Promise<void> {
  const end = performance.now() + limit;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(typeof otherwise === 'string' ? otherwise : otherwise());
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
  }
}
