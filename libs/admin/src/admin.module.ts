import { type DynamicModule, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { Egress } from '@tillbridge/egress';
import { HostService } from '@tillbridge/host';
import { Authorizer, type StoreVault, TOKEN_VAULT } from '@tillbridge/oauth';
import { type Meters, METERS } from '@tillbridge/observability';
import { PluginRegistry } from '@tillbridge/registry';
import { Dispatcher } from '@tillbridge/scheduling';
import { Store } from '@tillbridge/store';
import { AuditService } from './audit/audit.service.js';
import { ChangeLog } from './audit/change-log.js';
import { AuthorizationService } from './authorization/authorization.service.js';
import { ConnectionsService } from './connections/connections.service.js';
import { DeletionService } from './connections/deletion.service.js';
import { DeliveriesService } from './deliveries/deliveries.service.js';
import { JobsService } from './jobs/jobs.service.js';
import { KeysService } from './keys/keys.service.js';
import { LocationsService } from './locations/locations.service.js';
import { MappingsService } from './locations/mappings.service.js';
import { StatusesService } from './locations/statuses.service.js';
import { OutputsService } from './outputs/outputs.service.js';
import { PluginsService } from './plugins/plugins.service.js';
import { ScheduleService } from './schedule/schedule.service.js';
import type { AdminScope } from './scope.js';
import { TalliesService } from './tallies/tallies.service.js';

export interface AdminOptions extends Omit<AdminScope, 'store' | 'changes'> {
  /** Modules that provide what the services ask for. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** The folder of the program's own plugins. */
  readonly ownPlugins: string;
}

const SCOPE = Symbol('AdminScope');

/** What people may look at and change, for commands and the HTTP API alike. */
@Module({})
export class AdminModule {
  static register({ imports = [], ownPlugins, ...options }: AdminOptions): DynamicModule {
    const providers = [...groundwork(options), ...ofScope(), ...withOthers(options, ownPlugins)];
    return { module: AdminModule, imports, providers, exports: providers };
  }
}

type ScopeOptions = Omit<AdminOptions, 'imports' | 'ownPlugins'>;

function groundwork(options: ScopeOptions): Provider[] {
  return [
    {
      provide: ChangeLog,
      useFactory: (store: Store, meters: Meters, dispatcher: Dispatcher) =>
        new ChangeLog(store, { clock: options.clock, meters, onChange: () => dispatcher.wake() }),
      inject: [Store, METERS, Dispatcher],
    },
    {
      provide: SCOPE,
      useFactory: (store: Store, changes: ChangeLog): AdminScope => ({ ...options, store, changes }),
      inject: [Store, ChangeLog],
    },
  ];
}

function ofScope(): Provider[] {
  return [
    ScheduleService,
    LocationsService,
    StatusesService,
    MappingsService,
    DeliveriesService,
    OutputsService,
    TalliesService,
  ].map((service) => ({
    provide: service,
    useFactory: (scope: AdminScope) => new service(scope),
    inject: [SCOPE],
  }));
}

function withOthers({ clock, outputKinds }: ScopeOptions, ownPlugins: string): Provider[] {
  return [
    { provide: AuditService, useFactory: (store: Store) => new AuditService(store), inject: [Store] },
    {
      provide: KeysService,
      useFactory: (store: Store, changes: ChangeLog) => new KeysService(store, changes, clock),
      inject: [Store, ChangeLog],
    },
    {
      provide: JobsService,
      useFactory: (scope: AdminScope, dispatcher: Dispatcher) => new JobsService(scope, dispatcher),
      inject: [SCOPE, Dispatcher],
    },
    {
      provide: PluginsService,
      useFactory: (registry: PluginRegistry) => new PluginsService(registry, outputKinds, ownPlugins),
      inject: [PluginRegistry],
    },
    {
      provide: ConnectionsService,
      useFactory: (scope: AdminScope, registry: PluginRegistry) => new ConnectionsService(scope, registry),
      inject: [SCOPE, PluginRegistry],
    },
    {
      provide: DeletionService,
      useFactory: (scope: AdminScope, registry: PluginRegistry, egress: Egress, vault: StoreVault) =>
        new DeletionService(scope, registry, egress, vault),
      inject: [SCOPE, PluginRegistry, Egress, TOKEN_VAULT],
    },
    {
      provide: AuthorizationService,
      useFactory: (scope: AdminScope, registry: PluginRegistry, host: HostService, authorizer: Authorizer) =>
        new AuthorizationService(scope, registry, host, authorizer),
      inject: [SCOPE, PluginRegistry, HostService, Authorizer],
    },
  ];
}
