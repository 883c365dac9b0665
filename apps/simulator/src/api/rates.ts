import type { Clock } from '../clock.js';
import type { Ledger } from '../till/ledger.js';
import { ApiFailure, errorBody } from '../wire/failures.js';

/** The leaky bucket and the burst window of one account and application. */
export interface Rates {
  enabled: boolean;
  /** Charges a request and gives the headers of its answer; throws the 429 when a limit is passed. */
  charge(key: string, cost: number): Record<string, string>;
  reset(): void;
}

interface Bucket {
  level: number;
  at: number;
  window: number;
  burst: number;
}

export type RateLimitType = 'api-leaky-bucket' | 'api-burst-limiter';

/** Rules since 2026-03: 90 drips and 1 a second, 10 and 0.5 more for each further register; a burst of 20 in 90 a second. */
export function createRates(
  clock: Clock,
  ledger: Ledger,
  options: { enabled: boolean; registers?: number | undefined },
): Rates {
  const buckets = new Map<string, Bucket>();
  function limits(): { size: number; drip: number; burst: number } {
    const extra = Math.max(0, (options.registers ?? countRegisters(ledger)) - 1);
    const size = 90 + 10 * extra;
    return { size, drip: 1 + 0.5 * extra, burst: Math.floor((size * 20) / 90) };
  }
  function bucketOf(key: string, drip: number): Bucket {
    const now = clock.ticks();
    const bucket = buckets.get(key) ?? { level: 0, at: now, window: 0, burst: 0 };
    bucket.level = Math.max(0, bucket.level - ((now - bucket.at) / 1000) * drip);
    bucket.at = now;
    const window = Math.floor(now / 1000);
    if (bucket.window !== window) {
      bucket.window = window;
      bucket.burst = 0;
    }
    buckets.set(key, bucket);
    return bucket;
  }
  function headersOf(bucket: Bucket, cost: number): Record<string, string> {
    const { size, drip, burst } = limits();
    return {
      'X-LS-Api-Bucket-Level': `${round(bucket.level)}/${size}`,
      'X-LS-API-Burst-Level': `${bucket.burst}/${burst}`,
      'X-LS-Api-Drip-Rate': String(drip),
      'X-LS-Api-Request-Cost': String(round(cost)),
    };
  }
  function charge(key: string, cost: number): Record<string, string> {
    const { size, drip, burst } = limits();
    if (!self.enabled) return headersOf({ level: cost, at: 0, window: 0, burst: 1 }, cost);
    const bucket = bucketOf(key, drip);
    bucket.burst += 1;
    if (bucket.burst > burst) throw tooMany('api-burst-limiter', 1, headersOf(bucket, cost));
    // The request that crosses the size is still served; from then on all wait until the level is below it.
    if (bucket.level >= size)
      throw tooMany('api-leaky-bucket', Math.ceil((bucket.level - size) / drip), headersOf(bucket, cost));
    bucket.level += cost;
    return headersOf(bucket, cost);
  }
  const self: Rates = { enabled: options.enabled, charge, reset: () => buckets.clear() };
  return self;
}

/** The registers of the subscription; the web shop's does not count. */
function countRegisters(ledger: Ledger): number {
  let total = 0;
  for (const register of ledger.registers.values()) if (!register.archived && register.name !== 'eCom') total += 1;
  return total;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function tooMany(type: RateLimitType, seconds: number, headers: Record<string, string> = {}): ApiFailure {
  const message = type === 'api-burst-limiter' ? 'burst rate limit exceeded' : 'Rate limit exceeded';
  return new ApiFailure(429, errorBody(429, message, 'ASSUMED'), {
    ...headers,
    'X-LS-API-RateLimit-Type': type,
    'Retry-After': String(Math.max(1, seconds)),
  });
}
