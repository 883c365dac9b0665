import type { DayAtOutput, OutputBreaker } from '@tillbridge/store';
import { isOpen, probeAmong } from './breaker.js';

/**
 * Days on their way to an output, in order of date; those that failed last come after the others, which they must not
 * stop by a batch of their own that is not taken.
 */
export class DayQueue {
  readonly total: number;
  private days: DayAtOutput[];
  private start = 0;

  constructor(days: readonly DayAtOutput[]) {
    this.days = [...days.filter((day) => !hasFailed(day)), ...days.filter(hasFailed)];
    this.total = days.length;
  }

  get length(): number {
    return this.days.length - this.start;
  }

  /** What goes next: a batch, or one day alone where the receiver is thought to be down. */
  next(breaker: OutputBreaker | null, size: number): DayAtOutput[] {
    if (isOpen(breaker)) return this.takeProbe();
    const batch = this.days.slice(this.start, this.start + size);
    this.start += batch.length;
    return batch;
  }

  private takeProbe(): DayAtOutput[] {
    this.days = this.days.slice(this.start);
    this.start = 0;
    return this.days.splice(probeAmong(this.days), 1);
  }
}

function hasFailed({ delivery }: DayAtOutput): boolean {
  return (delivery?.failures ?? 0) > 0;
}
