import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/daemon.ts';
import { type Running, start } from './process.ts';
import { DOCKER } from './rules.ts';

export const CONFIGURATION = join(DOCKER, 'alertmanager', 'alertmanager.yml');

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
    const answer = await fetch(`${this.url}/api/v2/alerts?inhibited=false`);
    return ((await answer.json()) as ReadonlyArray<{ readonly labels: Labels }>).map(({ labels }) => labels);
  }

  async close(): Promise<void> {
    await this.running.stop();
    rmSync(this.folder, { recursive: true });
  }
}
