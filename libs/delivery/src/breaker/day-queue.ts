import type { DayAtOutput, OutputBreaker } from '@tillbridge/store';
import { isOpen, probeAmong } from './breaker.js';

/**
 * The days that go to an output, in order of date. Days that failed last time come after the others, so that a batch of
 * them that is not taken again does not stop the others.
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

  /** Takes what goes next: a batch, or one day alone as a probe where the receiver counts as down. */
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
