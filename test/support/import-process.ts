/**
 * An import in a process of its own, for tests that kill or freeze it. It opens the database, says `ready`, and begins
 * when it is told to; `done` or `failed <why>` ends it.
 */
import { once } from 'node:events';
import { Dispatcher } from '@tillbridge/scheduling';
import { openApplication } from '@tillbridge/application';
import { configure } from '@tillbridge/application';

export interface ImportOrder {
  readonly settingsFile: string;
  readonly folder: string;
  readonly secret: string;
  readonly now: number;
  readonly from: string;
  readonly to: string;
  /** Milliseconds. */
  readonly wait: number;
}

const order = JSON.parse(process.argv[2] ?? '') as ImportOrder;
const signal = new AbortController().signal;

const application = await openApplication({
  ...(await configure({
    file: order.settingsFile,
    environment: { LIGHTSPEED_SECRET: order.secret },
    workingDirectory: order.folder,
    entry: 'source',
  })),
  clock: { now: () => order.now },
  command: 'import-process',
  wait: order.wait,
  signal,
});
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdout.write('begun\n');
try {
  const outcome = await application.context.get(Dispatcher).import(
    { connection: 'acme', deliver: true, from: order.from, to: order.to, acceptVanished: false },
    {
      wait: order.wait,
      requestedBy: 'test',
      onWaiting: () => process.stdout.write('waiting\n'),
      onProgress: ({ step }) => process.stdout.write(`${step}\n`),
      signal,
    },
  );
  process.stdout.write(`causes ${outcome.sync.causes.map(({ code }) => code).join(' ')}\ndone\n`);
} catch (error) {
  process.stdout.write(`failed ${String(error)}\n`);
  process.exitCode = 1;
} finally {
  await application.close();
  process.stdin.destroy();
}
