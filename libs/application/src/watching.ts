import { ADMIN_METRICS } from '@tillbridge/admin';
import type { Clock } from '@tillbridge/domain';
import {
  breakerSource,
  DELIVERY_METRICS,
  deliveryHealth,
  deliverySources,
  StandingsReader,
} from '@tillbridge/delivery';
import { HOST_METRICS, hostSources } from '@tillbridge/host';
import { OAUTH_METRICS, oauthSources, type TokenVault } from '@tillbridge/oauth';
import {
  type MetricCatalogue,
  type MetricSource,
  OBSERVABILITY_METRICS,
  type StandingSource,
} from '@tillbridge/observability';
import { connectionHealth, deadlineSources, SCHEDULING_METRICS } from '@tillbridge/scheduling';
import { type Store, STORE_METRICS, storeSources } from '@tillbridge/store';
import { SYNC_METRICS, syncSources } from '@tillbridge/sync';
import { TALLY_METRICS } from '@tillbridge/tallies';
import type { Configured } from './configuration/configure.js';

export interface MetricGroup {
  readonly title: { readonly en: string; readonly fr: string };
  readonly catalogue: MetricCatalogue;
}

/** Everything that is measured, by the part of the flow that measures it. */
export const METRIC_GROUPS: readonly MetricGroup[] = [
  { title: { en: 'Work', fr: 'Travaux' }, catalogue: SCHEDULING_METRICS },
  { title: { en: 'Point of sale', fr: 'Point de vente' }, catalogue: HOST_METRICS },
  { title: { en: 'Access', fr: 'Accès' }, catalogue: OAUTH_METRICS },
  { title: { en: 'Reading', fr: 'Lecture' }, catalogue: SYNC_METRICS },
  { title: { en: 'Tallies', fr: 'Totaux' }, catalogue: TALLY_METRICS },
  { title: { en: 'Delivery', fr: 'Livraison' }, catalogue: DELIVERY_METRICS },
  { title: { en: 'Database', fr: 'Base de données' }, catalogue: STORE_METRICS },
  { title: { en: 'Administration', fr: 'Administration' }, catalogue: ADMIN_METRICS },
  { title: { en: 'This process', fr: 'Ce processus' }, catalogue: OBSERVABILITY_METRICS },
];

export interface WatchScope extends Pick<Configured, 'settings' | 'outputs' | 'registry'> {
  readonly clock: Clock;
  readonly store: Store;
  readonly vault: TokenVault;
}

export interface Watched {
  /** Gauges that are read when somebody asks for the metrics. */
  readonly sources: Readonly<Record<string, MetricSource>>;
  /** For `/health/details`. */
  readonly standings: readonly StandingSource[];
}

/** The gauges and standings of all libraries. */
export function watched(scope: WatchScope): Watched {
  const { store, clock, settings, registry, vault } = scope;
  // One reader: what several ask for at the same time is read once.
  const standings = new StandingsReader(scope);
  return {
    sources: {
      ...storeSources(store),
      ...hostSources(registry),
      ...oauthSources(store, vault),
      ...syncSources({ store, clock, reading: settings.reading }),
      ...deliverySources(standings),
      breakers: breakerSource(scope),
      ...deadlineSources({ store, settings, standings }),
    },
    standings: [connectionHealth(scope), ...deliveryHealth(store, standings)],
  };
}
