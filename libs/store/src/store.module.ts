import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Store } from './database/store.js';

@Global()
@Module({})
export class StoreModule implements OnApplicationShutdown {
  constructor(private readonly store: Store) {}

  /** The store is opened before the modules are wired: a process without its database must not start. */
  static of(store: Store): DynamicModule {
    return { module: StoreModule, providers: [{ provide: Store, useValue: store }], exports: [Store] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}
