/** Waits for a condition, with a limit that tells what was waited for. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, limit = 10_000): Promise<void> {
  const started = performance.now();
  while (!(await isSo())) {
    if (performance.now() - started > limit) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
