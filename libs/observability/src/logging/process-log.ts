import type { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';
import { type Meters, NO_METERS } from '../metrics/meters.js';
import { OBSERVABILITY_METRICS } from '../metrics/own-metrics.js';
import { errorFields } from './error-fields.js';
import { lineStream } from './line-stream.js';
import type { Log, LogEntry, LogLevel } from './log.js';
import { REDACTED_PATHS } from './redaction.js';
import type { SecretScrubber } from './secret-scrubber.js';

export interface LogOptions {
  readonly scrubber: SecretScrubber;
  /** `info` where absent. */
  readonly level?: LogLevel;
  /** Standard output where absent. */
  readonly out?: Writable & { readonly isTTY?: boolean };
  readonly meters?: Meters;
}

/** The event of a warning or error that names none: it comes from a library that we use. */
const UNNAMED = 'unexpected';

/** The log of a process: one line of JSON for each entry, plain lines at a terminal. */
export class ProcessLog implements Log {
  readonly pino: Logger;

  constructor(options: LogOptions) {
    this.pino = pinoOf(options);
  }

  write(level: LogLevel, entry: LogEntry): void {
    writeTo(this.pino, level, entry);
  }

  /** The same log, written through the logger that `current` returns at that moment, such as that of a request. */
  through(current: () => Logger): Log {
    return { write: (level, entry) => writeTo(current(), level, entry) };
  }
}

function writeTo(logger: Logger, level: LogLevel, { message, error, fields, ...rest }: LogEntry): void {
  const err = error === undefined ? {} : { err: error };
  logger[level]({ ...rest, ...err, ...(fields === undefined ? {} : { fields }) }, message);
}

function pinoOf({ scrubber, level = 'info', out = process.stdout, meters = NO_METERS }: LogOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields },
      redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
      mixin: (entry, number) => (number >= WARN && !('event' in entry) ? { event: UNNAMED } : {}),
      hooks: {
        logMethod(entry, write, number) {
          meters.add(OBSERVABILITY_METRICS.logMessages, { level: pino.levels.labels[number] ?? 'info' });
          write.apply(this, entry);
        },
      },
    },
    lineStream(out, scrubber),
  );
}

const WARN = 40;
