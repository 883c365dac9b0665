import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { dayWith } from '../testing/day.js';
import { deliver } from './deliver.js';
import { sendTestEvent } from './test-event.js';
import { contextWith, egress, OLD_SECRET, SECRET } from './testing/context.js';

const PAGES = ['webhook.md', 'webhook.fr.md'];

test.each(PAGES)('the receiver printed in docs/%s takes, knows again and refuses what it should', async (page) => {
  await using receiver = await start(await codeIn(page));
  const context = contextWith({ url: receiver.url });
  const day = dayWith({ revision: 2, locationName: 'Île n° 5' });

  const first = await deliver(egress, context, [day]);
  const again = await deliver(egress, context, [day]);
  const older = await deliver(egress, context, [dayWith({ revision: 1 })]);
  const foreign = await deliver(egress, contextWith({ url: receiver.url, secret: OLD_SECRET }), [day]);
  const changingOver = await deliver(
    egress,
    contextWith({ url: receiver.url, secret: OLD_SECRET, previousSecrets: [SECRET] }),
    [dayWith({ revision: 3 })],
  );
  const event = await sendTestEvent(egress, context);

  const answers = [first, again, older, foreign, changingOver].map(([receipt]) => receipt?.status);
  expect(answers).toEqual(['accepted', 'unchanged', 'unchanged', 'retry', 'accepted']);
  expect(foreign[0]?.cause?.http?.status).toBe(401);
  expect(event.status).toBe('ok');
});

async function codeIn(page: string): Promise<string> {
  const text = await readFile(new URL(`../../../../docs/${page}`, import.meta.url), 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(text) ?? [];
  if (code === undefined) throw new Error(`no code in ${page}`);
  return code;
}

/** In a process of its own that knows the secret and nothing of ours. */
async function start(code: string): Promise<{ readonly url: string; [Symbol.asyncDispose](): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tillbridge-webhook-'));
  const file = join(folder, 'receiver.mjs');
  await writeFile(file, code);
  const child = spawn(process.execPath, [file], {
    env: { HOOK_SECRET: SECRET, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://localhost:${/\d+/.exec(line.toString())?.[0]}/tmas`,
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
