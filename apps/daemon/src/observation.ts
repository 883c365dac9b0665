import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { type Configured, METRIC_GROUPS, type Wiring } from '@tillbridge/application';
import { OBSERVABILITY_METRICS, SecretScrubber, ShutdownState } from '@tillbridge/observability';
import { PrometheusMeters, ProcessLog } from '@tillbridge/observability/http';
import { describeSettings } from '@tillbridge/settings';
import { knownLabels } from '@tillbridge/store';

/** What watches this process. It is there before the database is, so that a start that fails is told too. */
export class Observation {
  readonly scrubber = new SecretScrubber();
  readonly shutdown = new ShutdownState();
  readonly meters: PrometheusMeters;
  readonly log: ProcessLog;

  /** @param out where the lines of the log go; standard output where absent */
  constructor(out?: Writable & { readonly isTTY?: boolean }) {
    this.meters = new PrometheusMeters({ catalogues: METRIC_GROUPS.map(({ catalogue }) => catalogue) });
    this.log = new ProcessLog({ scrubber: this.scrubber, meters: this.meters, ...(out === undefined ? {} : { out }) });
    this.meters.whenSourceFails((source, error) => {
      const message = `the metrics of ${source} cannot be read`;
      this.log.write('warn', { event: 'metrics.source_failed', component: 'daemon', message, error });
    });
  }

  /** From now on a scrape tells what the database alone knows. */
  watch(
    { store, watched }: Pick<Wiring, 'store' | 'watched'>,
    { outputs, settings }: Pick<Configured, 'outputs' | 'settings'>,
  ): void {
    const named = {
      connections: settings.connections.map(({ id }) => id),
      outputs: outputs.map(({ id }) => id),
    };
    this.meters.knowLabels(() => knownLabels(store, named));
    this.meters.register(watched.sources);
  }

  /** Which build runs with which settings; the hash is of what may be shown of them. */
  tellBuild(configured: Pick<Configured, 'settings' | 'source'>, version: string): void {
    const { build, config } = OBSERVABILITY_METRICS;
    const shown = JSON.stringify(describeSettings(configured));
    const hash = createHash('sha256').update(shown).digest('hex').slice(0, 12);
    this.meters.set(build, { version, node: process.versions.node }, 1);
    this.meters.set(config, { hash }, 1);
  }
}
