import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Inject,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { type DetailsAnswer, HealthDetails } from './health-details.js';
import { Readiness } from './readiness.js';

export const DETAILS_GUARD = Symbol('DETAILS_GUARD');

@Injectable()
class DetailsGuard implements CanActivate {
  constructor(@Inject(DETAILS_GUARD) private readonly guard: CanActivate) {}

  canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    return this.guard.canActivate(context);
  }
}

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly readiness: Readiness,
    private readonly details: HealthDetails,
  ) {}

  /** Process and event loop only: whoever restarts us by it must not do so because somebody else is down. */
  @Get('live')
  @HealthCheck({ swaggerDocumentation: false })
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  @Get('ready')
  @HealthCheck({ swaggerDocumentation: false })
  ready(): Promise<HealthCheckResult> {
    return this.health.check(this.readiness.indicators(this.indicator));
  }

  /** 200 even where something stands still: it is for people and dashboards, never for an orchestrator. */
  @Get('details')
  @UseGuards(DetailsGuard)
  all(): Promise<DetailsAnswer> {
    return this.details.answer();
  }
}
