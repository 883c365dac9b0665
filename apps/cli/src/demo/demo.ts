import { mkdirSync, rmSync } from 'node:fs';
import { THIS_MORNING } from './dates.js';
import { verdictOf } from './compare/verdict.js';
import { layOut, type Layout, shown } from './layout.js';
import { type DemoOptions, readOptions, SpeedRefused } from './options.js';
import { type Children, createChildren } from './processes/children.js';
import { type Api, apiOf } from './processes/api.js';
import { makeApiKey } from './processes/api-key.js';
import { startDaemon } from './processes/daemon.js';
import { openSite, type Site } from './site.js';
import type { Stage } from './stage.js';
import { authorise } from './steps/authorise.js';
import { sellLive } from './steps/live.js';
import { type Importing, onePass } from './steps/pass.js';
import { demoTexts, type DemoTexts } from './texts/texts.js';

const USAGE = 2;
const INTERRUPTED = 130;
/** As in the settings file. */
const CONNECTION = 'acme';
/** Milliseconds to end in: together with what stands around it less than five seconds. */
const DAEMON_PATIENCE = 3_500;

/**
 * Two weeks of three stores from a simulated account, through the real program, into outputs that are compared with what
 * the simulator knows. Leaves with 0 only when every cell agrees.
 */
export async function runDemo(self: NodeJS.Process): Promise<number> {
  const texts = demoTexts(localeOf(self.env));
  const say = (line: string): void => void self.stdout.write(`${line}\n`);
  const options = optionsOf(self, texts);
  if (options === null) return USAGE;
  if (options.help) {
    say(texts.help);
    return 0;
  }
  const layout = layOut(self.cwd());
  rmSync(layout.folder, { recursive: true, force: true });
  mkdirSync(layout.folder, { recursive: true });
  const ended = new AbortController();
  const children = createChildren(layout.guardFile);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) self.on(name, () => ended.abort());
  const stage = { say, texts, signal: ended.signal };
  try {
    return await play(layout, { self, options, children, stage });
  } catch (error) {
    if (ended.signal.aborted) return INTERRUPTED;
    say(texts.failed(error instanceof Error ? error.message : String(error), shown(layout, layout.logFile)));
    return 1;
  } finally {
    await children.close();
  }
}

/** A variable that is empty says nothing. */
function localeOf(environment: NodeJS.ProcessEnv): string {
  return [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((name) => name) ?? '';
}

function optionsOf({ argv, stderr }: NodeJS.Process, texts: DemoTexts): DemoOptions | null {
  try {
    return readOptions(argv.slice(2));
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    const reason = error instanceof SpeedRefused ? texts.badSpeed(error.given, error.most) : told;
    stderr.write(`${texts.badOption(reason)}\n`);
    return null;
  }
}

interface Play {
  readonly self: NodeJS.Process;
  readonly options: DemoOptions;
  readonly children: Children;
  readonly stage: Stage;
}

/** The whole story: what stands around Tillbridge, Tillbridge itself, and what it does. */
async function play(layout: Layout, { self, options, children, stage }: Play): Promise<number> {
  const { say, texts, signal } = stage;
  say(texts.starting(options.postgresql ? 'PostgreSQL' : 'SQLite'));
  const site = await openSite(layout, { children, postgresql: options.postgresql });
  try {
    const key = await makeApiKey(layout);
    const daemon = await startDaemon(layout, { url: site.daemonUrl, children, signal });
    try {
      say(texts.started({ simulator: site.simulator.url, receiver: site.receiver.url, daemon: daemon.url }));
      const api = apiOf(daemon.url, { key, signal });
      await authorise(api, CONNECTION, stage);
      const pass = await onePass(site, timed(api, stage), stage);
      const judged = verdictOf(pass);
      say(texts.verdict(pass, judged));
      if (!judged.good) return 1;
      const places = placesOf(layout, site);
      say(texts.places(places));
      if (options.once && !options.postgresql) say(texts.stays(places));
      if (options.once) return 0;
      say(texts.tries(places, await recentSale(site)));
      await live(site, api, { self, options, stage });
      return 0;
    } finally {
      if (!options.once) say(texts.ends);
      await children.stop(daemon.child, DAEMON_PATIENCE);
    }
  } finally {
    await site.close();
    if (!options.once) say(texts.ended);
  }
}

function live(site: Site, api: Api, { self, options, stage }: Omit<Play, 'children'>): Promise<void> {
  const importNow = (): Promise<void> => api.importAndWait(CONNECTION, null);
  return sellLive(site, { ...stage, speed: options.speed, stdin: self.stdin, importNow });
}

/** The number of a sale that somebody may void. */
async function recentSale({ simulator }: Site): Promise<string> {
  const sales = await simulator.records('sales', THIS_MORNING);
  return String(sales.findLast(({ kind }) => kind === 'normal')?.saleID ?? '');
}

function timed(api: Api, { say, texts }: Stage): Importing {
  return async (dates) => {
    const start = performance.now();
    await api.importAndWait(CONNECTION, dates);
    say(texts.imported(((performance.now() - start) / 1_000).toFixed(1)));
  };
}

function placesOf(layout: Layout, { databases, daemonUrl, simulator }: Site) {
  const path = (absolute: string): string => shown(layout, absolute);
  const database = (url: string): string => (url.startsWith('sqlite:') ? path(url.slice('sqlite:'.length)) : url);
  return {
    settings: path(layout.settingsFile),
    store: database(databases.store),
    tmas: path(layout.csv.tmas),
    tally: path(layout.csv.tally),
    warehouse: database(databases.warehouse),
    log: path(layout.logFile),
    keyFile: path(layout.keyFile),
    daemon: daemonUrl,
    simulator: simulator.url,
  };
}
