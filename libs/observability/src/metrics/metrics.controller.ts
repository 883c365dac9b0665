import { Controller, Get, Header } from '@nestjs/common';
import { Registry } from 'prom-client';
import { PrometheusMeters } from './prometheus-meters.js';

@Controller('metrics')
export class MetricsController {
  constructor(private readonly meters: PrometheusMeters) {}

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  async metrics(): Promise<string> {
    return (await this.meters.scrape()).text;
  }
}
