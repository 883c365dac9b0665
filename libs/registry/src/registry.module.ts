import { Module, type DynamicModule } from '@nestjs/common';

import { PluginRegistry, type RegistryOptions } from './registry.js';

@Module({})
export class RegistryModule {
  static register(options: RegistryOptions): DynamicModule {
    const registry = { provide: PluginRegistry, useFactory: () => PluginRegistry.open(options) };
    return { module: RegistryModule, providers: [registry], exports: [PluginRegistry] };
  }
}
