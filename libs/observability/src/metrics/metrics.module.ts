import { type DynamicModule, Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { PrometheusMeters } from './prometheus-meters.js';

@Module({})
export class MetricsModule {
  static register({ meters }: { readonly meters: PrometheusMeters }): DynamicModule {
    return {
      module: MetricsModule,
      controllers: [MetricsController],
      providers: [{ provide: PrometheusMeters, useValue: meters }],
      exports: [PrometheusMeters],
    };
  }
}
