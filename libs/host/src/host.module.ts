import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';

import { LOG, type Log, type Meters, METERS } from '@tillbridge/observability';

import { systemTiming, type Timing } from './clock.js';
import { HOST_TERMS, HostService, type HostTerms } from './host.service.js';
import { DEFAULT_HOST_LIMITS, type HostLimits } from './limits.js';

export interface HostOptions {
  /** Modules that provide `PluginRegistry`, `Egress` and `TokenSource`, where no global module does. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  readonly timing?: Timing;
  readonly limits?: Partial<HostLimits>;
}

@Module({})
export class HostModule {
  static register({ imports = [], timing = systemTiming, limits = {} }: HostOptions = {}): DynamicModule {
    const patience = { timing, limits: { ...DEFAULT_HOST_LIMITS, ...limits } };
    const terms = {
      provide: HOST_TERMS,
      useFactory: (meters?: Meters, log?: Log): HostTerms => ({
        ...patience,
        ...(meters && { meters }),
        ...(log && { log }),
      }),
      inject: [
        { token: METERS, optional: true },
        { token: LOG, optional: true },
      ],
    };
    return {
      module: HostModule,
      imports,
      providers: [HostService, terms],
      exports: [HostService],
    };
  }
}
