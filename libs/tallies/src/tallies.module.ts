import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { type Meters, METERS } from '@tillbridge/observability';
import { Store } from '@tillbridge/store';
import { FoldService } from './fold.service.js';

@Module({})
export class TalliesModule {
  static register({ clock }: { readonly clock: Clock }): DynamicModule {
    return {
      module: TalliesModule,
      providers: [
        {
          provide: FoldService,
          useFactory: (store: Store, meters?: Meters) => new FoldService(store, clock, meters),
          inject: [Store, { token: METERS, optional: true }],
        },
      ],
      exports: [FoldService],
    };
  }
}
