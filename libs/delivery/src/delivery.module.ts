import { type DynamicModule, Module } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { LOG, type Log, type Meters, METERS } from '@tillbridge/observability';
import { Store } from '@tillbridge/store';
import { systemRandom } from './clock.js';
import { DeliveryService } from './delivery.service.js';

export interface DeliveryOptions {
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random?: () => number;
}

@Module({})
export class DeliveryModule {
  static register({ clock, random = systemRandom }: DeliveryOptions): DynamicModule {
    return {
      module: DeliveryModule,
      providers: [
        {
          provide: DeliveryService,
          useFactory: (store: Store, meters?: Meters, log?: Log) =>
            new DeliveryService(store, { clock, random, ...(meters && { meters }), ...(log && { log }) }),
          inject: [Store, { token: METERS, optional: true }, { token: LOG, optional: true }],
        },
      ],
      exports: [DeliveryService],
    };
  }
}
