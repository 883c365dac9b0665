import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { HostService } from '@tillbridge/host';
import { type Meters, METERS } from '@tillbridge/observability';
import { Store } from '@tillbridge/store';
import { hostOpener } from './host-opener.js';
import { SyncService } from './sync.service.js';

export interface SyncOptions {
  /** Modules that provide `HostService`, where no global module does. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly clock: Clock;
}

@Module({})
export class SyncModule {
  static register({ imports = [], clock }: SyncOptions): DynamicModule {
    return {
      module: SyncModule,
      imports,
      providers: [
        {
          provide: SyncService,
          useFactory: (store: Store, host: HostService, meters?: Meters) =>
            new SyncService(store, hostOpener(host, clock), clock, meters),
          inject: [Store, HostService, { token: METERS, optional: true }],
        },
      ],
      exports: [SyncService],
    };
  }
}
