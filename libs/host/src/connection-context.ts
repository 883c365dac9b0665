import type { Egress } from '@tillbridge/egress';
import type { GrantOwner, TokenSource } from '@tillbridge/oauth';
import type { Log, Meters } from '@tillbridge/observability';
import type { Connector, ConnectorManifest } from '@tillbridge/plugin-kit';

import type { Timing } from './clock.js';
import type { HostLimits } from './limits.js';
import type { Pacing } from './requests/pacing.js';
import type { PosClock } from './requests/pos-clock.js';

/** Everything that is needed to reach the POS of one connection. */
export interface ConnectionContext {
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
  /** Where absent, nothing is counted or logged. */
  readonly meters?: Meters;
  readonly log?: Log;
}
