import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { type Running, start } from './process.ts';
import { DOCKER } from './rules.ts';

export const CONFIGURATION = join(DOCKER, 'alertmanager', 'alertmanager.yml');

/** A site of its own, so that nothing else explains its alerts. */
const PROBED = 'probed';

export type Labels = Readonly<Record<string, string>>;

/** A real Alertmanager with our routes and inhibitions; its receivers lead nowhere. */
export class Pages {
  private constructor(
    private readonly running: Running,
    private readonly folder: string,
  ) {}

  static async open(): Promise<Pages> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'tillbridge-alertmanager-'));
    const words = [
      `--config.file=${CONFIGURATION}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ];
    return new Pages(await start('prometheus-alertmanager', { words, port, ready: '/-/ready' }), folder);
  }

  get url(): string {
    return this.running.url;
  }

  /** What a Prometheus would send. */
  async send(firing: readonly Labels[]): Promise<void> {
    const body = firing.map((labels) => ({ labels: { site: 'main', ...labels } }));
    const headers = { 'content-type': 'application/json' };
    await fetch(`${this.url}/api/v2/alerts`, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  /** Labels of what is left for people: what another alert explains is held back. */
  async told(): Promise<Labels[]> {
    return (await this.notInhibited()).filter(({ site }) => site !== PROBED);
  }

  /**
   * Waits until everything that was sent is taken into account: alerts are taken in order, so one that is explained by
   * the alert after it is held back last.
   */
  async settled(): Promise<void> {
    const probe = { site: PROBED, connection: 'probe' };
    await this.send([
      { alertname: 'TillbridgeClockSkew', severity: 'warning', ...probe },
      { alertname: 'TillbridgeClockSkewLarge', severity: 'critical', ...probe },
    ]);
    await eventually(async () => {
      const probes = (await this.notInhibited()).filter(({ site }) => site === PROBED);
      return probes.map(({ alertname }) => alertname).join() === 'TillbridgeClockSkewLarge';
    }, 'the Alertmanager does not come to rest');
  }

  private async notInhibited(): Promise<Labels[]> {
    const answer = await fetch(`${this.url}/api/v2/alerts?inhibited=false`);
    return ((await answer.json()) as ReadonlyArray<{ readonly labels: Labels }>).map(({ labels }) => labels);
  }

  async close(): Promise<void> {
    await this.running.stop();
    rmSync(this.folder, { recursive: true });
  }
}
