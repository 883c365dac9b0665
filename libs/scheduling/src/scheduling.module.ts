import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { DeliveryService, type OutputInstance } from '@tillbridge/delivery';
import type { Settings } from '@tillbridge/settings';
import { Store } from '@tillbridge/store';
import { SyncService } from '@tillbridge/sync';
import { FoldService } from '@tillbridge/tallies';
import { Dispatcher } from './dispatcher.js';
import type { WorkingRight } from './working-right.js';

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

@Module({})
export class SchedulingModule {
  static register({ imports = [], right, ...options }: SchedulingOptions): DynamicModule {
    return {
      module: SchedulingModule,
      imports,
      providers: [
        {
          provide: Dispatcher,
          useFactory: (store: Store, sync: SyncService, tallies: FoldService, delivery: DeliveryService) =>
            new Dispatcher({ store, sync, tallies, delivery, ...options }, right),
          inject: [Store, SyncService, FoldService, DeliveryService],
        },
      ],
      exports: [Dispatcher],
    };
  }
}
