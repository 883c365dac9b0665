import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from './command.js';
import type { Layout } from './layout.js';
import { advance, type RunningSimulator } from './simulator.js';
import type { DemoTexts } from './texts.js';

const MINUTE = 60_000;
const HOUR_SECONDS = 3_600;

interface Stage {
  readonly say: (line: string) => void;
  readonly texts: DemoTexts;
  readonly self: NodeJS.Process;
  readonly signal: AbortSignal;
}

/** An hour passes at the POS, an import follows, and what changed is printed; until somebody ends it. */
export async function keepRunning(layout: Layout, simulator: RunningSimulator, stage: Stage): Promise<void> {
  const { say, texts, self, signal } = stage;
  say(texts.keeps);
  while (await anHourLater(self, signal)) {
    await advance(simulator, HOUR_SECONDS);
    await runCommand(layout, ['sync', 'acme', '--deliver'], stage);
  }
  self.stdin.pause();
  say(texts.ended);
}

/** Waits for a minute or for Enter; false when the demo is over. */
async function anHourLater({ stdin }: NodeJS.Process, signal: AbortSignal): Promise<boolean> {
  const waiting = new AbortController();
  const either = AbortSignal.any([signal, waiting.signal]);
  const enter = stdin.isTTY ? [once(stdin.resume(), 'data', { signal: either })] : [];
  try {
    await Promise.race([pause(MINUTE, undefined, { signal: either }), ...enter]);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    waiting.abort();
    await Promise.allSettled(enter);
  }
  return !signal.aborted;
}
