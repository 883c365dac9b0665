import { mkdirSync, rmSync } from 'node:fs';
import { verdictOf } from './compare/verdict.js';
import { layOut, type Layout, shown } from './layout.js';
import { type DemoOptions, readOptions } from './options.js';
import { type Children, createChildren } from './processes/children.js';
import { runCommand } from './processes/command.js';
import { openSite, type Site } from './site.js';
import type { Stage } from './stage.js';
import { sellLive } from './steps/live.js';
import { onePass } from './steps/pass.js';
import { demoTexts, type DemoTexts } from './texts/texts.js';

const USAGE = 2;
const INTERRUPTED = 130;

/**
 * Two weeks of three stores from a simulated account, through the real program, into outputs that are compared with what
 * the simulator knows. Leaves with 0 only when every cell agrees.
 */
export async function runDemo(self: NodeJS.Process): Promise<number> {
  const texts = demoTexts(self.env['LC_ALL'] ?? self.env['LANG'] ?? '');
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
  const children = createChildren();
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

function optionsOf({ argv, stderr }: NodeJS.Process, texts: DemoTexts): DemoOptions | null {
  try {
    return readOptions(argv.slice(2));
  } catch (error) {
    stderr.write(`${texts.badOption(error instanceof Error ? error.message : String(error))}\n`);
    return null;
  }
}

interface Play {
  readonly self: NodeJS.Process;
  readonly options: DemoOptions;
  readonly children: Children;
  readonly stage: Stage;
}

async function play(layout: Layout, { self, options, children, stage }: Play): Promise<number> {
  const { say, texts } = stage;
  say(texts.starting(options.postgresql ? 'PostgreSQL' : 'SQLite'));
  const site = await openSite(layout, { children, postgresql: options.postgresql });
  try {
    const sync = ['sync', 'acme', '--deliver'];
    const pass = await onePass(
      site,
      ({ from, to }) => runCommand(layout, [...sync, '--from', from, '--to', to], stage),
      stage,
    );
    const judged = verdictOf(pass);
    say(texts.verdict(pass, judged));
    if (!judged.good) return 1;
    say(texts.places(placesOf(layout, site)));
    if (options.once) return 0;
    await sellLive(site, {
      ...stage,
      speed: options.speed,
      stdin: self.stdin,
      importNow: () => runCommand(layout, sync, stage),
    });
    return 0;
  } finally {
    if (!options.once) say(texts.ends);
    await site.close();
    if (!options.once) say(texts.ended);
  }
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
