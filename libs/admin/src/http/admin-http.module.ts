import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import type { Clock } from '@tillbridge/domain';
import { ApiKeyGuard } from './api-key.guard.js';
import { API_CLOCK } from './clock.js';
import { AuditController } from './controllers/audit.controller.js';
import { ConnectionsController } from './controllers/connections.controller.js';
import { DeliveriesController } from './controllers/deliveries.controller.js';
import { JobsController } from './controllers/jobs.controller.js';
import { KeysController } from './controllers/keys.controller.js';
import { LocationsController } from './controllers/locations.controller.js';
import { OutputsController } from './controllers/outputs.controller.js';
import { PluginsController, ScheduleController } from './controllers/status.controller.js';
import { TalliesController } from './controllers/tallies.controller.js';
import { WrongKeys } from './wrong-keys.js';

export interface AdminHttpOptions {
  /** The module that provides the services of `AdminModule`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly clock: Clock;
}

/** The HTTP API below `/api/v1`. */
@Module({})
export class AdminHttpModule {
  static register({ imports, clock }: AdminHttpOptions): DynamicModule {
    return {
      module: AdminHttpModule,
      imports,
      controllers: [
        ConnectionsController,
        LocationsController,
        JobsController,
        DeliveriesController,
        OutputsController,
        TalliesController,
        ScheduleController,
        PluginsController,
        KeysController,
        AuditController,
      ],
      providers: [WrongKeys, ApiKeyGuard, { provide: API_CLOCK, useValue: clock }],
      exports: [ApiKeyGuard],
    };
  }
}
