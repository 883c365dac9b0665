import type { Egress } from '@tillbridge/egress';
import type { GrantOwner, TokenSource } from '@tillbridge/oauth';
import type { Connector, ConnectorManifest } from '@tillbridge/plugin-kit';

import type { Timing } from './clock.js';
import type { HostLimits } from './limits.js';
import type { Pacing } from './pacing.js';
import type { PosClock } from './pos-clock.js';

/** Everything that reaches one connection's POS. */
export interface Line {
  readonly owner: GrantOwner;
  /** As the POS granted them; as asked for where nothing was granted yet. */
  readonly scopes: readonly string[];
  readonly manifest: ConnectorManifest;
  readonly connector: Connector;
  /** Checked, with defaults, frozen. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly origins: ReadonlySet<string>;
  readonly egress: Egress;
  readonly tokens: TokenSource;
  /** Shared by all calls of this connection in this process. */
  readonly pacing: Pacing;
  readonly posClock: PosClock;
  readonly timing: Timing;
  readonly limits: HostLimits;
}

/** What it cost to reach the POS. */
export interface RequestCounts {
  readonly requests: number;
  /** Sendings beyond the first of a request. */
  readonly retries: number;
  readonly renewals: number;
  /** Times that the rate limit was waited for. */
  readonly waits: number;
  readonly waitedMilliseconds: number;
}

export type Tally = { -readonly [Name in keyof RequestCounts]: number };

export function noCounts(): Tally {
  return { requests: 0, retries: 0, renewals: 0, waits: 0, waitedMilliseconds: 0 };
}
