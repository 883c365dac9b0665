/**
 * What the daemon does by itself, in a process of its own: it takes the right to serve, says `started`, works, and stops
 * when a line comes in; `stopped` or `refused <why>` ends it. Its clock is a file.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { configure, wire } from '@tillbridge/application';
import { takeForServing } from '@tillbridge/scheduling';
import { Scheduler, SchedulerModule } from '@tillbridge/scheduling/daemon';

export interface SchedulerOrder {
  readonly settingsFile: string;
  readonly folder: string;
  readonly secret: string;
  /** Holds the time of day in milliseconds. */
  readonly clockFile: string;
}

@Module({})
class SchedulerProcess {}

const order = JSON.parse(process.argv[2] ?? '') as SchedulerOrder;
const signal = new AbortController().signal;
const clock = { now: () => Number(readFileSync(order.clockFile, 'utf8')) };

const configured = await configure({
  file: order.settingsFile,
  environment: { LIGHTSPEED_SECRET: order.secret },
  workingDirectory: order.folder,
  entry: 'source',
});
const { settings, outputs } = configured;
const wiring = await wire({ ...configured, clock, command: 'serve', wait: 20_000, signal });
const { module, scheduling, right, release } = wiring;
try {
  await takeForServing(right, { signal, onWaiting: () => process.stdout.write('waiting\n') });
  const scheduler = SchedulerModule.register({ scheduling, clock, settings, outputs, right, random: () => 0.5 });
  const context = await NestFactory.createApplicationContext(
    { module: SchedulerProcess, imports: [module, scheduler] },
    { logger: false, abortOnError: false },
  );
  await context.get(Scheduler).start();
  process.stdout.write('started\n');
  await once(process.stdin, 'data');
  await context.get(Scheduler).stop();
  await release();
  await context.close();
  process.stdout.write('stopped\n');
} catch (error) {
  process.stdout.write(`refused ${String(error)}\n`);
  await release();
  await wiring.store.close();
  process.exitCode = 1;
} finally {
  process.stdin.destroy();
}
