import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import type { OutputInstance } from '@tillbridge/delivery';
import type { Clock } from '@tillbridge/domain';
import type { Settings } from '@tillbridge/settings';

export interface AdminOptions {
  /** Modules that provide what the services ask for. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly outputs: readonly OutputInstance[];
}

/** What people may look at and change, for commands and the HTTP API alike. */
@Module({})
export class AdminModule {
  static register({ imports = [] }: AdminOptions): DynamicModule {
    return { module: AdminModule, imports, providers: [], exports: [] };
  }
}
