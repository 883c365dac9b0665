import { type CanActivate, type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Clock } from '@tillbridge/domain';
import type { HealthCheck, StandingSource } from './check.js';
import { DETAILS_GUARD, HealthController } from './health.controller.js';
import { HealthDetails } from './health-details.js';
import { Readiness } from './readiness.js';
import type { ShutdownState } from './shutdown-state.js';

export interface HealthOptions {
  /** What must work for this process to be ready. */
  readonly checks: readonly HealthCheck[];
  /** How connections, outputs and locations stand. */
  readonly standings: readonly StandingSource[];
  readonly shutdown: ShutdownState;
  readonly clock: Clock;
  /** Lets through who may read `/health/details`, which names locations. */
  readonly guard: CanActivate;
}

@Module({})
export class HealthModule {
  static register({ checks, standings, shutdown, clock, guard }: HealthOptions): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [
        { provide: Readiness, useValue: new Readiness(checks, shutdown) },
        { provide: HealthDetails, useValue: new HealthDetails(standings, clock) },
        { provide: DETAILS_GUARD, useValue: guard },
      ],
    };
  }
}
