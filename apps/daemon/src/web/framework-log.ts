import type { LoggerService } from '@nestjs/common';

/** What the framework complains of; its account of every module and route that it has found is left out. */
export function complaintsOnly(log: LoggerService): LoggerService {
  return {
    log: () => undefined,
    warn: (message, ...more: unknown[]) => log.warn(message, ...more),
    error: (message, ...more: unknown[]) => log.error(message, ...more),
    fatal: (message, ...more: unknown[]) => log.fatal?.(message, ...more),
  };
}
