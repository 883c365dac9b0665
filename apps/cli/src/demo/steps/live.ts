import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Dates } from '../compare/truth.js';
import { ACCOUNT, WEEK } from '../dates.js';
import type { HeldOutput } from '../outputs/held.js';
import type { Site } from '../site.js';
import type { Stage } from '../stage.js';
import { liveChanges } from '../compare/live-changes.js';

const LOOK = 1_000;
const HOUR_SECONDS = 3_600;
/** From the last week that was read on. */
const ALL: Dates = { from: WEEK.from, to: ACCOUNT.to };

export interface Live extends Stage {
  readonly speed: number;
  readonly stdin: NodeJS.ReadStream;
  /** Asks Tillbridge for an import now. */
  readonly importNow: () => Promise<void>;
}

/** The stores sell on, and what changes in the outputs is printed, until somebody ends it. */
export async function sellLive(site: Site, live: Live): Promise<void> {
  const { signal, say, texts, speed } = live;
  say(texts.sells(speed));
  await site.simulator.act('clock', { speed, frozen: false, advance: HOUR_SECONDS });
  const presses = live.stdin.isTTY ? [letHoursPass(site, live)] : [];
  await Promise.all([showChanges(site, live), live.importNow(), ...presses]).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  live.stdin.pause();
}

async function letHoursPass({ simulator }: Site, { stdin, importNow, signal }: Live): Promise<void> {
  stdin.resume();
  for (;;) {
    await once(stdin, 'data', { signal });
    await simulator.act('clock', { advance: HOUR_SECONDS });
    await importNow();
  }
}

/** Shown once they have come to rest: outputs are served one after the other. */
async function showChanges(site: Site, { say, texts, signal }: Live): Promise<void> {
  let shown = await site.held();
  let last = shown;
  for (;;) {
    await pause(LOOK, undefined, { signal });
    const held = await site.held();
    const isAtRest = liveChanges([], last, held).length === 0;
    last = held;
    if (!isAtRest || liveChanges([], shown, held).length === 0) continue;
    await show(site, shown, held, (now, changes) => say(texts.changes(now, changes)));
    shown = held;
  }
}

async function show(
  { simulator }: Site,
  before: readonly HeldOutput[],
  after: readonly HeldOutput[],
  tell: (now: string, changes: ReturnType<typeof liveChanges>) => void,
): Promise<void> {
  const { asOf, cells } = await simulator.truth(ALL);
  tell(asOf, liveChanges(cells, before, after));
}
