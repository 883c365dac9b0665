import { type DynamicModule, Module } from '@nestjs/common';
import { Logger, LoggerModule, PinoLogger } from 'nestjs-pino';
import { LOG } from './log.js';
import type { ProcessLog } from './process-log.js';
import { requestLog } from './request-log.js';

/**
 * Gives the log to every library (`LOG`) and tells each request. Nest's own lines take the same way once the process
 * says `app.useLogger(app.get(NestLog))`.
 */
@Module({})
export class LoggingModule {
  static register({ log }: { readonly log: ProcessLog }): DynamicModule {
    return {
      module: LoggingModule,
      global: true,
      imports: [LoggerModule.forRoot({ pinoHttp: requestLog(log), renameContext: 'component' })],
      providers: [
        {
          provide: LOG,
          // Within a request this is the request's own logger, which adds its id.
          useFactory: (aware: PinoLogger) =>
            log.through(() => (aware.logger === PinoLogger.root ? log.pino : aware.logger)),
          inject: [PinoLogger],
        },
      ],
      exports: [LOG, LoggerModule],
    };
  }
}

/** What Nest writes its own lines to. */
export { Logger as NestLog };
