import type { Instant } from '@tillbridge/domain';

/**
 * Something that must work for this process to be ready. A point of sale or a receiver is none of it: when it is down,
 * restarting this process does not help.
 */
export interface HealthCheck {
  readonly name: string;
  /** Milliseconds; 2 s where absent. */
  readonly timeLimit?: number;
  /** Throws where it does not work; a message without secrets (I6). What it gives is shown. */
  check(): Promise<Readonly<Record<string, string | number>> | void>;
}

/** How one connection, output or location stands. */
export interface Standing {
  readonly id: string;
  /** `degraded`: it does not do its work now; nothing is lost. */
  readonly status: 'up' | 'degraded';
  /** In one word: `active`, `paused`, `not_authorized`, `held`. */
  readonly state: string;
  /** The reason that a cause or a person gave. */
  readonly reason?: string;
  readonly since?: Instant;
  /** When it is tried again by itself. */
  readonly nextTry?: Instant;
}

export interface StandingSource {
  /** The key in the answer: `connections`, `outputs`, `locations`. */
  readonly name: string;
  read(): Promise<readonly Standing[]>;
}
