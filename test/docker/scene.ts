import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALONE } from '../support/alone.ts';
import { Daemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { type DatabaseName, Workplace, type WorkplaceOptions } from '../support/workplace.ts';
import { Pages } from './pages.ts';
import { Scrape } from './scrape.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LIMIT = 120_000;

/** What stands for itself: a daemon that reads each minute, and the Prometheus and the Alertmanager that watch it. */
export class Scene {
  private readonly ended: Array<() => Promise<unknown>> = [];
  private running: Daemon | null = null;

  private constructor(readonly workplace: Workplace) {}

  /**
   * @param hoursAgo where the clock of the account and of the daemon stands; Prometheus lives by the real one
   * @param prepare what must be so before the daemon starts
   */
  static async open(
    database: DatabaseName,
    hoursAgo: number,
    options: WorkplaceOptions = {},
    prepare: (workplace: Workplace) => Promise<void> = async () => undefined,
  ): Promise<Scene> {
    const now = Date.now() - hoursAgo * HOUR;
    const workplace = await Workplace.open(database, {
      now: new Date(now).toISOString(),
      from: dateOf(now - 2 * DAY),
      to: dateOf(now + DAY),
      frozen: false,
      extra: '    schedule: { type: every, minutes: 1 }\n',
      ...options,
    });
    const scene = new Scene(workplace);
    scene.ended.push(() => workplace.close());
    await prepare(workplace);
    await scene.start();
    return scene;
  }

  get daemon(): Daemon {
    if (this.running === null) throw new Error('the daemon was not started');
    return this.running;
  }

  /** Begun with the daemon's address, which stays the same. */
  async watched(): Promise<{ readonly scrape: Scrape; readonly pages: Pages }> {
    const pages = await Pages.open();
    this.ended.push(() => pages.close());
    const scrape = await Scrape.of(this.daemon.url, { isHurried: true, alertmanager: pages.url });
    this.ended.push(() => scrape.stop());
    return { scrape, pages };
  }

  /** The daemon starts again when the clock of the account has come to the real time. */
  async comeToThePresent(): Promise<void> {
    await this.daemon.stop();
    this.workplace.simulator.control('clock', { set: new Date(Date.now()).toISOString() });
    await this.start();
  }

  /** `name{labels}` as it stands in the exposition; null where there is no such line. */
  async metric(series: string): Promise<number | null> {
    const text = await (await fetch(`${this.daemon.url}/metrics`, { headers: ALONE })).text();
    const line = text.split('\n').find((each) => each.startsWith(`${series} `));
    return line === undefined ? null : Number(line.slice(series.length + 1));
  }

  async until(holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
    await eventually(holds, () => `${otherwise}: ${this.daemon.text.slice(-4_000)}`, LIMIT);
  }

  /** Statuses of liveness and readiness. */
  async health(): Promise<{ readonly live: number | null; readonly ready: number | null }> {
    const [live, ready] = [await this.daemon.status('/health/live'), await this.daemon.status('/health/ready')];
    return { live, ready };
  }

  /** What `/health/details` tells whoever shows a key. */
  async details(): Promise<unknown> {
    const key = readFileSync(join(this.workplace.folder, 'first-api-key'), 'utf8').trim();
    const headers = { ...ALONE, authorization: `Bearer ${key}` };
    return (await fetch(`${this.daemon.url}/health/details`, { headers })).json();
  }

  /** Of yesterday and today of the account, of which figures are delivered. */
  get window(): { readonly from: string; readonly to: string } {
    const now = this.workplace.simulator.now();
    return { from: dateOf(now - DAY), to: dateOf(now) };
  }

  async close(): Promise<void> {
    for (const end of this.ended.splice(0).toReversed()) await end();
  }

  private async start(): Promise<void> {
    const daemon = await Daemon.start(this.workplace);
    this.running = daemon;
    this.ended.push(() => daemon.stop());
  }
}

function dateOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
