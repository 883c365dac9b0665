import { mkdirSync, rmSync } from 'node:fs';
import { runCommand } from './command.js';
import { compare } from './comparison.js';
import { readDeliveredCells } from './delivered-cells.js';
import { keepRunning } from './keep-running.js';
import { layOut, type Layout } from './layout.js';
import { writeSettingsFile } from './settings-file.js';
import { type RunningSimulator, startSimulator } from './simulator.js';
import { demoTexts, type DemoTexts } from './texts.js';
import { askTruth, WEEK } from './truth.js';
import { verdict } from './verdict.js';

/**
 * A week of three stores from a simulated account, through the real commands, into CSV files that are compared with
 * what the simulator knows. Leaves with 0 only when every cell agrees.
 */
export async function runDemo(self: NodeJS.Process): Promise<number> {
  const texts = demoTexts(self.env['LC_ALL'] ?? self.env['LANG'] ?? '');
  const layout = layOut(self.cwd());
  rmSync(layout.folder, { recursive: true, force: true });
  mkdirSync(layout.folder, { recursive: true });
  const say = (line: string): void => void self.stdout.write(`${line}\n`);

  say(texts.starting);
  const simulator = await startSimulator(layout);
  self.once('exit', () => simulator.stop());
  const ended = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) self.once(name, () => ended.abort());
  try {
    writeSettingsFile(layout, simulator);
    say(texts.simulatorAt(simulator.url));
    if (!(await runWeek(layout, { say, signal: ended.signal }))) return ended.signal.aborted ? 0 : 1;
    const exitCode = await compareWeek(layout, simulator, { say, texts });
    say(texts.places(layout, simulator.url));
    if (self.argv.includes('--once')) return exitCode;
    await keepRunning(layout, simulator, { say, texts, self, signal: ended.signal });
    return exitCode;
  } finally {
    simulator.stop();
  }
}

interface Stage {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The second import shows that nothing changes when nothing has changed. */
async function runWeek(layout: Layout, stage: Stage): Promise<boolean> {
  const week = ['sync', 'acme', '--from', WEEK.from, '--to', WEEK.to, '--deliver'];
  for (const words of [['check', 'acme'], ['locations', 'acme'], week, week]) {
    if (stage.signal.aborted || (await runCommand(layout, words, stage)) !== 0) return false;
  }
  return true;
}

async function compareWeek(
  layout: Layout,
  simulator: RunningSimulator,
  { say, texts }: { readonly say: (line: string) => void; readonly texts: DemoTexts },
): Promise<number> {
  const truth = await askTruth(simulator.url);
  const judged = verdict(truth, compare(truth, readDeliveredCells(layout.outputs)));
  say(texts.verdict(judged));
  return judged.good ? 0 : 1;
}
