import { NO_METERS } from '@tillbridge/observability';

import type { ConnectionContext } from '../connection-context.js';
import { HOST_METRICS, type Operation } from '../metrics.js';

/** Counts the requests of one connection. */
export class RequestMeasures {
  constructor(private readonly connectionContext: ConnectionContext) {}

  /** Returns what is to be called when the answer is there. */
  sent(operation: Operation): () => void {
    const { connection, meters, timing } = this;
    const begun = timing.elapsed();
    meters.add(HOST_METRICS.requests, { connection, operation });
    return () => meters.observe(HOST_METRICS.duration, { connection, operation }, (timing.elapsed() - begun) / 1000);
  }

  failed(reason: string): void {
    this.meters.add(HOST_METRICS.failures, { connection: this.connection, reason });
  }

  waited(milliseconds: number): void {
    this.meters.add(HOST_METRICS.waited, { connection: this.connection }, milliseconds / 1000);
  }

  /** After an answer, which tells of the rate limit and of the POS's clock. */
  learned(): void {
    const { connection, meters, timing } = this;
    const { pacing, posClock } = this.connectionContext;
    meters.set(HOST_METRICS.remaining, { connection }, pacing.remaining());
    const posNow = posClock.now(timing.elapsed());
    if (posNow !== null) meters.set(HOST_METRICS.skew, { connection }, (timing.now() - posNow) / 1000);
  }

  private get connection(): string {
    return this.connectionContext.owner.connection;
  }

  private get meters() {
    return this.connectionContext.meters ?? NO_METERS;
  }

  private get timing() {
    return this.connectionContext.timing;
  }
}
