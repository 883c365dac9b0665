import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { Store } from '@tillbridge/store';
import { DeliveryService } from './delivery.service.js';

@Module({})
export class DeliveryModule {
  static register({ clock }: { readonly clock: Clock }): DynamicModule {
    return {
      module: DeliveryModule,
      providers: [
        { provide: DeliveryService, useFactory: (store: Store) => new DeliveryService(store, clock), inject: [Store] },
      ],
      exports: [DeliveryService],
    };
  }
}
