import type { MetricSource } from '@tillbridge/observability';
import { connectionStandings, type Store } from '@tillbridge/store';

import { OAUTH_METRICS } from './metrics.js';
import type { TokenVault } from './vault.js';

/** The gauges of the stored tokens, by name of the source. */
export function oauthSources(store: Store, vault: TokenVault): Readonly<Record<string, MetricSource>> {
  const { expiry } = OAUTH_METRICS;
  return {
    tokens: {
      metrics: [expiry],
      collect: async (meters) => {
        for (const { id: connection, authorization } of await connectionStandings(store.read)) {
          if (authorization !== 'valid') continue;
          const expiresAt = (await vault.read(connection))?.grant?.expiresAt ?? null;
          if (expiresAt !== null) meters.set(expiry, { connection }, expiresAt / 1000);
        }
      },
    },
  };
}
