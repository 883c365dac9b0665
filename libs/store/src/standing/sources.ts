import type { KnownLabels, MetricSource } from '@tillbridge/observability';
import type { Store } from '../database/store.js';
import { STORE_METRICS } from '../metrics.js';
import { quarantineCounts } from '../ledger/quarantine.js';
import { connectionsOf } from '../places/connections.js';
import { locationsOf } from '../places/locations.js';
import { connectionStandings } from './connection-standing.js';
import { storeCheck, storeSize } from './store-check.js';

/** The gauges that the database alone can tell, by name of the source. */
export function storeSources(store: Store): Readonly<Record<string, MetricSource>> {
  return { store: storeSource(store), connections: connectionSource(store), locations: locationSource(store) };
}

function storeSource(store: Store): MetricSource {
  const { up, size } = STORE_METRICS;
  const works = storeCheck(store);
  return {
    metrics: [up, size],
    collect: async (meters) => {
      const isUp = await works.check().then(
        () => true,
        () => false,
      );
      meters.set(up, { backend: store.dialect }, isUp ? 1 : 0);
      if (isUp) meters.set(size, {}, await storeSize(store));
    },
  };
}

function connectionSource(store: Store): MetricSource {
  const { active, authorized, connection: info, quarantined } = STORE_METRICS;
  return {
    metrics: [active, authorized, info, quarantined],
    collect: async (meters) => {
      const standings = await connectionStandings(store.read);
      const counts = await quarantineCounts(store.read);
      for (const { id: connection, label, connector, ...standing } of standings) {
        meters.set(info, { connection, label, connector }, 1);
        meters.set(active, { connection }, standing.active ? 1 : 0);
        meters.set(authorized, { connection }, standing.authorization === 'valid' ? 1 : 0);
        for (const stream of ['sales', 'shifts']) {
          const count = counts.find((each) => each.connection === connection && each.stream === stream);
          meters.set(quarantined, { connection, stream }, count?.records ?? 0);
        }
      }
    },
  };
}

function locationSource(store: Store): MetricSource {
  const { location: info } = STORE_METRICS;
  return {
    metrics: [info],
    collect: async (meters) => {
      const living = new Set((await connectionStandings(store.read)).map(({ id }) => id));
      for (const { id: location, name, region, connectionId: connection } of await locationsOf(store.read)) {
        if (!living.has(connection)) continue;
        meters.set(info, { location, name: name ?? '', connection, region: region ?? '' }, 1);
      }
    },
  };
}

/** What the settings name. The database knows a connection only from its first run on. */
export interface NamedBySettings {
  readonly connections: readonly string[];
  readonly outputs: readonly string[];
}

/** The values that labels have now: what belongs to a deleted connection loses its series. */
export async function knownLabels(store: Store, { connections, outputs }: NamedBySettings): Promise<KnownLabels> {
  const stored = await connectionsOf(store.read);
  const deleted = new Set(stored.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id));
  const named = [...connections, ...stored.map(({ id }) => id)].filter((id) => !deleted.has(id));
  const locations = (await locationsOf(store.read)).filter(({ connectionId }) => !deleted.has(connectionId));
  return {
    connection: [...new Set(named)],
    location: locations.map(({ id }) => id),
    output: outputs,
    stream: ['sales', 'shifts'],
  };
}
