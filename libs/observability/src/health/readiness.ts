import type { HealthIndicatorFunction, HealthIndicatorService } from '@nestjs/terminus';
import { TillbridgeError } from '@tillbridge/domain';
import type { HealthCheck } from './check.js';
import type { ShutdownState } from './shutdown-state.js';

const TIME_LIMIT = 2000;

/** Milliseconds that an answer is reused, however often it is asked for. */
const REMEMBERED = 5000;

/** Whether this process can do its work: never whether somebody else's program can. */
export class Readiness {
  constructor(
    private readonly checks: readonly HealthCheck[],
    private readonly shutdown: ShutdownState,
  ) {}

  indicators(service: HealthIndicatorService): HealthIndicatorFunction[] {
    return [() => this.staying(service), ...this.checks.map((check) => () => indicate(service, check))];
  }

  private staying(service: HealthIndicatorService) {
    const process = service.check('process');
    return this.shutdown.hasBegun ? process.down('shutting down') : process.up();
  }
}

function indicate(service: HealthIndicatorService, check: HealthCheck) {
  return service
    .check(check.name)
    .attempt(async () => {
      try {
        return { ...(await check.check()) };
      } catch (error) {
        // Problems are written for people and hold no secret; what any other error says is not known.
        throw new Error(error instanceof TillbridgeError ? error.message : 'it does not work', { cause: error });
      }
    })
    .withTimeout(check.timeLimit ?? TIME_LIMIT)
    .cacheFor(REMEMBERED);
}
