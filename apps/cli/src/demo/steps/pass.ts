import { changesBetween, judgeChanges } from '../compare/changes.js';
import { liveChanges } from '../compare/live-changes.js';
import { compare } from '../compare/comparison.js';
import type { Dates, Truth } from '../compare/truth.js';
import type { Pass } from '../compare/verdict.js';
import { BOTH_WEEKS, WEEK, WEEK_BEFORE } from '../dates.js';
import type { HeldOutput } from '../outputs/held.js';
import type { Site } from '../site.js';
import type { Stage } from '../stage.js';
import { makeEdits } from './edits.js';

export type Importing = (dates: Dates) => Promise<void>;

/** Read and delivered, compared; read again, which moves nothing; edited at the POS, read again, compared again. */
export async function onePass(site: Site, importing: Importing, { say, texts }: Stage): Promise<Pass> {
  say(texts.imports(WEEK));
  await importing(WEEK);
  say(texts.imports(WEEK_BEFORE));
  await importing(WEEK_BEFORE);
  const before = await stateOf(site);

  say(texts.repeats(BOTH_WEEKS));
  const messages = site.receiver.taken();
  await importing(BOTH_WEEKS);
  const again = await stateOf(site);
  const repeated = { moved: movedBetween(before, again), messages: site.receiver.taken() - messages };
  say(texts.repeated(repeated));

  say(texts.edits(await makeEdits(site.simulator)));
  await importing(BOTH_WEEKS);
  const after = await stateOf(site);
  const edited = pairsOf(again, after).map((held) => judgeChanges({ before: again.truth, after: after.truth }, held));
  say(texts.edited(edited, liveChanges(after.truth.cells, again.held, after.held)));
  return { truth: after.truth, compared: { first: compared(before), last: compared(after) }, repeated, edited };
}

interface State {
  readonly truth: Truth;
  readonly held: readonly HeldOutput[];
}

async function stateOf({ simulator, held }: Site): Promise<State> {
  return { truth: await simulator.truth(BOTH_WEEKS), held: await held() };
}

function compared({ truth, held }: State) {
  return held.map((output) => compare(truth, output));
}

function movedBetween(before: State, after: State) {
  return pairsOf(before, after).flatMap((pair) => changesBetween(pair.before, pair.after));
}

function pairsOf(before: State, after: State): Array<{ readonly before: HeldOutput; readonly after: HeldOutput }> {
  return before.held.flatMap((former) => {
    const now = after.held.find(({ output }) => output === former.output);
    return now === undefined ? [] : [{ before: former, after: now }];
  });
}
