/** The whole way of OAuth, with answers that nobody asked for and a token endpoint that repeats what it is sent. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from '../../browser.ts';
import type { PosFault } from '../echoes.ts';
import { PUBLIC } from '../parts.ts';
import type { Scene } from '../scene.ts';

const HOST = new URL(PUBLIC).host;
export const AT_THE_TOKEN: readonly PosFault[] = [
  'unauthorized',
  'serverError',
  'htmlPage',
  'redirect',
  'noList',
  'cut',
];

export async function authorise(scene: Scene): Promise<void> {
  const { canaries, pos } = scene.parts;
  const code = (): string => encodeURIComponent(canaries.fresh('code that somebody made up'));
  const state = (): string => encodeURIComponent(canaries.fresh('state that somebody made up'));
  const malformed = [
    `?code=${code()}`,
    `?code=${code()}&state=${state()}`,
    `?code=${code()}&code=${code()}&state=${state()}`,
    `?code[]=${code()}&state=${state()}`,
    `?error=${code()}&state=${state()}`,
    `?code=${code().repeat(300)}&state=${state()}`,
    `?code=%E0%A4%A&state=${state()}&x=${code()}`,
  ];
  for (const query of malformed) await callBack(scene, `/oauth/callback${query}`);
  await callBack(scene, `/oauth/callback?code=${code()}&state=${state()}`, 'evil.example');
  await callBack(scene, `/oauth/callback?code=${code()}&state=${state()}`, HOST, 'POST');
  for (const fault of AT_THE_TOKEN) {
    const address = await scene.granted();
    pos.fail('token', fault);
    await callBack(scene, address.pathname + address.search);
    pos.fail('token', null);
  }
  const { text } = await scene.ask('POST', '/api/v1/connections/acme/authorization', { body: {} });
  const begun = await scene.clicked((JSON.parse(text) as { readonly url: string }).url);
  for (const address of [`${PUBLIC}/oauth/callback?code=${code()}&state=${state()}`, `code=${code()}`, begun.href]) {
    await scene.ask('POST', '/api/v1/connections/acme/authorization/return', { body: { address } });
  }
  await paste(scene, `https://localhost/oauth/callback?code=${code()}&state=${state()}`);
  const last = await scene.granted();
  await callBack(scene, last.pathname + last.search);
  await callBack(scene, last.pathname + last.search);
}

/** Where no service is reached by browsers, the address is typed in. */
async function paste(scene: Scene, foreign: string): Promise<void> {
  const { workplace } = scene.parts;
  const text = readFileSync(workplace.settingsFile, 'utf8').replace(PUBLIC, 'http://localhost:8080');
  writeFileSync(join(workplace.folder, 'pasted.yaml'), text);
  const connect = (...words: readonly string[]): Promise<string> =>
    scene.command(['connect', 'acme', '--config', 'pasted.yaml', '--json', '--verbose', ...words]);
  await connect('--url', foreign, '--yes');
  const { authorizeUrl } = JSON.parse(await connect()) as { readonly authorizeUrl: string };
  const { href } = await scene.clicked(authorizeUrl);
  for (let time = 0; time < 2; time++) await connect('--url', href, '--yes');
}

async function callBack(scene: Scene, path: string, host = HOST, method = 'GET'): Promise<void> {
  const { status, headers, text } = await visit(scene.daemon.url + path, { host, method });
  scene.artifacts.keep(`${method} /oauth/callback`, `${status} ${JSON.stringify(headers)}\n${text}\n`);
}
