import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { LOG, type Log, METERS, type Meters, NO_LOG } from '@tillbridge/observability';
import { Store } from '@tillbridge/store';
import type { ImportSteps } from '../jobs/import-steps.js';
import { type SchedulingOptions, STEPS } from '../scheduling.module.js';
import { WAKER, type Waker } from '../waker/waker.js';
import { ScheduleMetrics } from '../standing/schedule-metrics.js';
import { Scheduler, type SchedulerParts } from './scheduler.js';

const WATCHING = Symbol('WATCHING');

type Watching = Pick<SchedulerParts, 'meters' | 'log'>;

export interface SchedulerOptions extends Pick<SchedulingOptions, 'clock' | 'settings' | 'outputs' | 'right'> {
  /** The same module instance that provides the `Dispatcher`, so that whoever asks for a job wakes this scheduler. */
  readonly scheduling: DynamicModule;
  /** From 0 to 1. */
  readonly random: () => number;
}

/**
 * What the daemon adds: it works by itself from `Scheduler.start()` to `Scheduler.stop()`, which the daemon calls;
 * building the module starts nothing. Needs the global `METERS`.
 */
@Module({})
export class SchedulerModule {
  static register({ scheduling, settings, clock, ...options }: SchedulerOptions): DynamicModule {
    return {
      module: SchedulerModule,
      imports: [scheduling, ScheduleModule.forRoot()],
      providers: [
        {
          provide: WATCHING,
          useFactory: (meters: Meters, log: Log = NO_LOG): Watching => ({ meters, log }),
          inject: [METERS, { token: LOG, optional: true }],
        },
        {
          provide: Scheduler,
          useFactory: (steps: ImportSteps, waker: Waker, watching: Watching, registry: SchedulerRegistry) =>
            new Scheduler({ steps, delivery: steps.delivery, waker, registry, ...watching, ...options }),
          inject: [STEPS, WAKER, WATCHING, SchedulerRegistry],
        },
        {
          provide: ScheduleMetrics,
          useFactory: (store: Store) => new ScheduleMetrics(store, clock, settings),
          inject: [Store],
        },
      ],
      exports: [Scheduler, ScheduleMetrics],
    };
  }
}
