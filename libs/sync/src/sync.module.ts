import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { Store } from '@tillbridge/store';
import { SyncService } from './sync.service.js';

@Module({})
export class SyncModule {
  static of(clock: Clock): DynamicModule {
    return {
      module: SyncModule,
      providers: [
        { provide: SyncService, useFactory: (store: Store) => new SyncService(store, clock), inject: [Store] },
      ],
      exports: [SyncService],
    };
  }
}
