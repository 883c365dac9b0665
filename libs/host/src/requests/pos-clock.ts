import type { Instant } from '@tillbridge/domain';

/**
 * The POS's clock, known from the `Date` header of its answers and the time since. It is never ahead of the POS: the
 * header is written before it arrives and leaves out the milliseconds. So a window that ends here holds no moment that
 * the POS has not reached.
 */
export class PosClock {
  private seen: { readonly date: Instant; readonly elapsed: number } | null = null;

  observe(dateHeader: string | undefined, elapsed: number): void {
    const date = Date.parse(dateHeader ?? '');
    if (!Number.isNaN(date)) this.seen = { date, elapsed };
  }

  /** null until the POS has answered once. */
  now(elapsed: number): Instant | null {
    return this.seen === null ? null : Math.floor(this.seen.date + (elapsed - this.seen.elapsed));
  }
}
