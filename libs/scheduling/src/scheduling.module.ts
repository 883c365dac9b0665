import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { DeliveryService, type OutputInstance } from '@tillbridge/delivery';
import { LOG, type Log, NO_LOG } from '@tillbridge/observability';
import type { Settings } from '@tillbridge/settings';
import { Store } from '@tillbridge/store';
import { SyncService } from '@tillbridge/sync';
import { FoldService } from '@tillbridge/tallies';
import { Dispatcher } from './dispatcher.js';
import type { ImportSteps } from './jobs/import-steps.js';
import { WAKER, type Waker } from './waker/waker.js';
import { wakerFor } from './waker/waker-for.js';
import type { WorkingRight } from './right/working-right.js';

export interface SchedulingOptions {
  /** Modules that provide `SyncService`, `FoldService` and `DeliveryService`. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly outputs: readonly OutputInstance[];
  readonly right: WorkingRight;
  /** Names this process in leases. */
  readonly owner: string;
}

/** Nest's token of what works a job. */
export const STEPS = Symbol('STEPS');

const OPTIONAL_LOG = { token: LOG, optional: true };

/** What commands and the API need: jobs can be asked for, followed, and worked one at a time. */
@Module({})
export class SchedulingModule {
  static register({ imports = [], right, ...options }: SchedulingOptions): DynamicModule {
    return {
      module: SchedulingModule,
      imports,
      providers: [
        {
          provide: WAKER,
          useFactory: (store: Store, log: Log = NO_LOG) => wakerFor(store, log),
          inject: [Store, OPTIONAL_LOG],
        },
        {
          provide: STEPS,
          useFactory: (
            store: Store,
            sync: SyncService,
            tallies: FoldService,
            delivery: DeliveryService,
          ): ImportSteps => ({
            store,
            sync,
            tallies,
            delivery,
            ...options,
          }),
          inject: [Store, SyncService, FoldService, DeliveryService],
        },
        {
          provide: Dispatcher,
          useFactory: (steps: ImportSteps, waker: Waker) => new Dispatcher(steps, right, waker),
          inject: [STEPS, WAKER],
        },
      ],
      exports: [Dispatcher, STEPS, WAKER],
    };
  }
}
