import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { setUpApi } from '@tillbridge/admin/http';
import { type Log, LOG } from '@tillbridge/observability';
import { NestLog, tellUnseen } from '@tillbridge/observability/http';
import type { Settings } from '@tillbridge/settings';
import express from 'express';
import { complaintsOnly } from './framework-log.js';
import type { Gate } from './gate.js';
import { limitTimes, protectiveHeaders } from './protect.js';

/** The wired program behind HTTP, not listening yet. */
export async function webServer(
  module: DynamicModule,
  { server }: Settings,
  gate: Gate,
): Promise<NestExpressApplication> {
  const framework = express();
  // Otherwise `/Metrics` would get past a proxy that keeps `/metrics` inside. Set before Nest makes routes.
  framework.set('case sensitive routing', true);
  const app = await NestFactory.create<NestExpressApplication>(module, new ExpressAdapter(framework), {
    abortOnError: false,
    // The API reads bodies itself, and no other route takes one.
    bodyParser: false,
    bufferLogs: true,
  });
  app.useLogger(complaintsOnly(app.get(NestLog)));
  app.disable('x-powered-by');
  // A client may write anything into X-Forwarded-*, so addresses come from `publicUrl` alone.
  app.set('trust proxy', false);
  app.use(tellUnseen(app.get<Log>(LOG)));
  app.use(protectiveHeaders(server.publicUrl));
  app.use(gate.pass);
  setUpApi(app);
  limitTimes(app.getHttpServer());
  return app;
}
