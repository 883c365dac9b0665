import type { Instant } from '@tillbridge/domain';

/** What must work for this process to be of use. A point of sale or a receiver that is down is no such thing. */
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
  /** Of a cause or a person. */
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
