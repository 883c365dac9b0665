export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line of the log. Secrets and customer data stay out of every field (I6). */
export interface LogEntry {
  /** Stable and dotted, such as `output.paused`: `docs/observability.md` lists those that an operator may meet. */
  readonly event: string;
  /** English, for people. */
  readonly message: string;
  /** The part of the program, or the plugin, that says it. */
  readonly component?: string;
  readonly connection?: string;
  readonly output?: string;
  readonly location?: string;
  /** What was thrown: only its code and its message are written. */
  readonly error?: unknown;
  /** What else this event tells. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/**
 * Where a library tells what an operator must know; normal work is a metric. It never throws and never waits.
 */
export interface Log {
  write(level: LogLevel, entry: LogEntry): void;
}

/** For whoever keeps no log, such as a command that tells its findings itself. */
export const NO_LOG: Log = { write: () => undefined };

/** Nest's token of the one `Log` of a process; absent where none is kept. */
export const LOG = Symbol('LOG');
