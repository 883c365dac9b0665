import type { Sale } from '../trade/sale.js';
import type { Instant } from '../time/instant.js';
import type { CellSpan } from './cell.js';

/**
 * A sale belongs to the cell that holds the instant of its completion, whatever its hour of opening or of a later
 * edit was. -1 when it was not completed within these spans.
 *
 * @param spans the cells of one local date, in order of time
 */
export function hourOfSale(sale: Sale, spans: readonly CellSpan[]): number {
  return sale.completedAt === null ? -1 : indexOfSpan(sale.completedAt, spans);
}

function indexOfSpan(instant: Instant, spans: readonly CellSpan[]): number {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return -1;
    if (instant < span.start) high = middle - 1;
    else if (instant >= span.end) low = middle + 1;
    else return middle;
  }
  return -1;
}
