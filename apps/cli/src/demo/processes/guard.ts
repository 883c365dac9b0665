import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Outlives the demo by a moment. The demo tells on its standard input which processes it started; when that ends, be it
 * that the demo was killed, those that are left are ended.
 */
const PATIENCE = 3_000;
const LOOK = 50;

const left = new Map<number, NodeJS.Signals>();
for await (const line of createInterface({ input: process.stdin })) {
  const [sign, id, signal] = line.split(' ');
  if (sign === '+') left.set(Number(id), signal as NodeJS.Signals);
  else left.delete(Number(id));
}
for (const [id, signal] of left) send(id, signal);
for (let waited = 0; waited < PATIENCE && [...left.keys()].some(isAlive); waited += LOOK) await pause(LOOK);
for (const id of [...left.keys()].filter(isAlive)) send(id, 'SIGKILL');

function send(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal);
  } catch {
    // It has ended meanwhile.
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
