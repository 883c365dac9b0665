import type { DayAtOutput, OutputBreaker } from '@tillbridge/store';
import { isOpen, probeAmong } from './breaker.js';

/**
 * The days that go to an output, in order of date. Days that failed last time come after the others, so that a batch of
 * them that is not taken again does not stop the others.
 */
export class DayQueue {
  private days: DayAtOutput[];
  private start = 0;
  private taken = 0;

  /** @param waiting days that failed and wait for a time of their own */
  constructor(
    days: readonly DayAtOutput[],
    private waiting: readonly DayAtOutput[] = [],
  ) {
    this.days = [...days.filter((day) => !hasFailed(day)), ...days.filter(hasFailed)];
  }

  get total(): number {
    return this.taken + this.length;
  }

  /** How many wait for a time of their own. */
  get waits(): number {
    return this.waiting.length;
  }

  get length(): number {
    return this.days.length - this.start;
  }

  /** Takes what goes next: a batch, or one day alone as a probe where the receiver counts as down. */
  next(breaker: OutputBreaker | null, size: number): DayAtOutput[] {
    const batch = isOpen(breaker) ? this.takeProbe() : this.days.slice(this.start, this.start + size);
    if (!isOpen(breaker)) this.start += batch.length;
    this.taken += batch.length;
    return batch;
  }

  /** The receiver is back: what waits goes in its turn. */
  letWaitingGo(): void {
    this.days.push(...this.waiting);
    this.waiting = [];
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
