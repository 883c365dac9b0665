import type { MetricSource } from '@tillbridge/observability';
import type { PluginRegistry } from '@tillbridge/registry';

import { HOST_METRICS } from './metrics.js';

/** The gauges of the connectors that were found, by name of the source. */
export function hostSources(registry: PluginRegistry): Readonly<Record<string, MetricSource>> {
  const { plugin, pluginUp } = HOST_METRICS;
  return {
    plugins: {
      metrics: [plugin, pluginUp],
      collect: async (meters) => {
        for (const { manifest, state } of registry.list()) {
          if (manifest?.kind !== 'connector') continue;
          meters.set(plugin, { connector: manifest.id, version: manifest.version }, 1);
          meters.set(pluginUp, { connector: manifest.id }, state === 'found' || state === 'loaded' ? 1 : 0);
        }
        return Promise.resolve();
      },
    },
  };
}
