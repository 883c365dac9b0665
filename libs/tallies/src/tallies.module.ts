import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { Store } from '@tillbridge/store';
import { FoldService } from './fold.service.js';

@Module({})
export class TalliesModule {
  static register({ clock }: { readonly clock: Clock }): DynamicModule {
    return {
      module: TalliesModule,
      providers: [
        { provide: FoldService, useFactory: (store: Store) => new FoldService(store, clock), inject: [Store] },
      ],
      exports: [FoldService],
    };
  }
}
