import type { DeliveryReport, DeliveryService, OutputInstance } from '@tillbridge/delivery';
import { type Clock, type Instant, SECOND } from '@tillbridge/domain';
import type { Log, Meters } from '@tillbridge/observability';
import { keepLease, nextAttemptAt, type Store } from '@tillbridge/store';
import { SCHEDULING_METRICS } from '../metrics.js';

/** However quiet it is: what another replica folded, or a person changed, is found no later than this. */
const LOOKED_EVERY = 30 * SECOND;

const TASK = 'deliver';

export interface OutputWorkerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly delivery: DeliveryService;
  readonly meters: Meters;
  readonly log: Log;
  /** Names this process in leases. */
  readonly owner: string;
}

/**
 * Keeps one output up to date: it sends when figures have changed, when a failed day may be tried again, and now and
 * then. It waits for nobody but its receiver, so one that is dead delays neither another output nor the reading.
 */
export class OutputWorker {
  private readonly broken = new AbortController();
  private passing: Promise<void> | null = null;
  private isWoken = true;
  private isStopping = false;
  private lastPass = Number.NEGATIVE_INFINITY;
  private retryAt: Instant | null = null;

  constructor(
    private readonly instance: OutputInstance,
    private readonly parts: OutputWorkerParts,
  ) {}

  /** Figures have changed, or a person has. */
  wake(): void {
    this.isWoken = true;
  }

  /** Begins to send if it is time to; called each second. */
  tick(): void {
    if (this.isStopping || this.passing !== null || !this.isTime()) return;
    this.isWoken = false;
    // Known anew at its end; a pass that breaks is made again after LOOKED_EVERY.
    this.retryAt = null;
    this.lastPass = performance.now();
    this.passing = this.pass()
      .catch((error: unknown) => {
        if (!this.broken.signal.aborted) this.tellBroken(error);
      })
      .finally(() => {
        this.passing = null;
      });
  }

  /** Waits for the pass that is under way. */
  async idle(): Promise<void> {
    await this.passing;
  }

  /** Ends after the batch in hand, or breaks it off after `patience` milliseconds: an unanswered one is sent again. */
  async stop(patience: number): Promise<void> {
    this.isStopping = true;
    const late = setTimeout(() => this.breakOff(), patience);
    await this.passing;
    clearTimeout(late);
  }

  private isTime(): boolean {
    const isRetryDue = this.retryAt !== null && this.retryAt <= this.parts.clock.now();
    return this.isWoken || isRetryDue || performance.now() - this.lastPass >= LOOKED_EVERY;
  }

  private async pass(): Promise<void> {
    const { store, clock, owner } = this.parts;
    const held = await keepLease(store, `output:${this.instance.id}`, `${owner}/output`);
    if (held === null) {
      // Whoever sends now may have looked before the figures changed.
      this.isWoken = true;
      return;
    }
    try {
      await this.deliver(held.lease, held.lost);
      this.retryAt = await nextAttemptAt(store.read, this.instance.id, clock.now());
    } finally {
      await held.release();
    }
  }

  private async deliver(lease: Parameters<DeliveryService['deliver']>[0]['lease'], lost: AbortSignal): Promise<void> {
    const began = performance.now();
    const report = await this.parts.delivery.deliver({
      instance: this.instance,
      lease,
      reachBackTo: null,
      connections: null,
      now: false,
      onProgress: () => {
        if (this.isStopping) this.breakOff();
      },
      signal: AbortSignal.any([lost, this.broken.signal]),
    });
    this.measure(report, (performance.now() - began) / SECOND);
    this.tellTaken(report);
  }

  private tellTaken({ accepted, unchanged, failed }: DeliveryReport): void {
    if (accepted === 0) return;
    const { id: output } = this.instance;
    const message = `days taken ${accepted}, known already ${unchanged}, not taken ${failed.length}`;
    this.parts.log.write('info', { event: 'delivery.done', component: 'scheduling', output, message });
  }

  private tellBroken(error: unknown): void {
    const message = 'sending broke; it is tried again soon';
    const { id: output } = this.instance;
    this.parts.log.write('error', { event: 'delivery.broken', component: 'scheduling', output, message, error });
  }

  /** Between two batches nothing is lost by it. */
  private breakOff(): void {
    this.broken.abort(new Error('the process is ending'));
  }

  private measure({ accepted, unchanged, failed }: DeliveryReport, seconds: number): void {
    if (accepted + unchanged + failed.length === 0) return;
    const { meters, clock } = this.parts;
    const labels = { task: TASK };
    meters.add(SCHEDULING_METRICS.runs, labels);
    meters.observe(SCHEDULING_METRICS.duration, labels, seconds);
    meters.set(SCHEDULING_METRICS.lastRun, labels, clock.now() / SECOND);
    const [first] = failed;
    if (first === undefined) meters.set(SCHEDULING_METRICS.lastSuccess, labels, clock.now() / SECOND);
    else meters.add(SCHEDULING_METRICS.failures, { ...labels, reason: first.cause.code });
  }
}
