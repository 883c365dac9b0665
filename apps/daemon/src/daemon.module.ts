import { type CanActivate, type DynamicModule, Module, type Provider } from '@nestjs/common';
import { AuthorizationService, ConnectionOrders, JobsService } from '@tillbridge/admin';
import { AdminHttpModule } from '@tillbridge/admin/http';
import type { ApplicationParts, Wiring } from '@tillbridge/application';
import { CALLBACK_ORDERS, OauthHttpModule } from '@tillbridge/oauth/http';
import { HealthModule, LoggingModule, MetricsModule } from '@tillbridge/observability/http';
import { SchedulerModule } from '@tillbridge/scheduling/daemon';
import type { Settings } from '@tillbridge/settings';
import { Store, storeCheck } from '@tillbridge/store';
import { systemRandom } from './clock.js';
import type { Observation } from './observation.js';

export interface DaemonModuleParts extends Pick<ApplicationParts, 'settings' | 'clock' | 'outputs'> {
  readonly wiring: Pick<Wiring, 'module' | 'scheduling' | 'store' | 'right' | 'watched'>;
  readonly observation: Observation;
  readonly details: CanActivate;
}

/** The wired libraries, what works them by the clock, and what of them answers over HTTP. */
@Module({})
export class DaemonModule {
  static of({ wiring, settings, clock, outputs, observation, details }: DaemonModuleParts): DynamicModule {
    const { module: wired, scheduling, store, right } = wiring;
    const { standings } = wiring.watched;
    const { log, meters, shutdown } = observation;
    const { publicUrl } = settings.server;
    return {
      module: DaemonModule,
      imports: [
        LoggingModule.register({ log }),
        wired,
        SchedulerModule.register({ scheduling, settings, clock, outputs, right, random: systemRandom }),
        MetricsModule.register({ meters }),
        HealthModule.register({ checks: [storeCheck(store)], standings, shutdown, clock, guard: details }),
        AdminHttpModule.register({ imports: [wired], clock }),
        OauthHttpModule.register({ imports: [wired], orders: ordersOf(settings), publicUrl }),
      ],
    };
  }
}

function ordersOf(settings: Settings): Provider {
  return {
    provide: CALLBACK_ORDERS,
    useFactory: (store: Store, authorization: AuthorizationService, jobs: JobsService) =>
      new ConnectionOrders({ settings, store }, authorization, jobs),
    inject: [Store, AuthorizationService, JobsService],
  };
}
