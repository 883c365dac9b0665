import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openJobs } from '@tillbridge/store';
import { tillbridge } from '../cli/terminal.ts';
import { click, linkIn, visit } from '../support/browser.ts';
import { Daemon } from '../support/daemon.ts';
import { eventually } from '../support/eventually.ts';
import { credential, edit, withoutToken } from '../support/person.ts';
import { Workplace } from '../support/workplace.ts';

const PUBLIC = 'https://tills.example';

/** By the real clock: the state, the code and the tokens live by it in three processes. */
describe('connect beside the service', () => {
  let workplace: Workplace;
  let daemon: Daemon;

  beforeEach(async () => {
    workplace = await Workplace.open('SQLite', { frozen: false });
    withoutToken(workplace);
    workplace.simulator.control('redirect-uris', { uri: `${PUBLIC}/oauth/callback` });
    daemon = await Daemon.start(workplace);
    edit(workplace, (text) =>
      text.replace(/^server: \{ port: (\d+) \}/, `server: { port: $1, publicUrl: "${PUBLIC}" }`),
    );
    await daemon.stop();
    daemon = await Daemon.start(workplace);
  });

  afterEach(async () => {
    daemon.send('SIGKILL');
    await daemon.ended();
    await workplace.close();
  });

  /** Where a proxy with TLS would take the browser. */
  const within = (address: string): string => address.replace(PUBLIC, daemon.url);

  function connecting(signal = new AbortController().signal, ...options: string[]) {
    let said = '';
    const hear = (text: string): void => void (said += text);
    const pause = (milliseconds: number, ended: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, Math.min(milliseconds, 100));
        ended.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(ended.reason);
        });
      });
    const ended = tillbridge(workplace, ['connect', 'acme', ...options], { out: hear, err: hear, pause, signal });
    const link = async (): Promise<string> => {
      await eventually(
        () => /authorize\?/.test(said),
        () => `no link: ${said}`,
      );
      return linkIn(said);
    };
    return { ended, link, said: () => said };
  }

  it('is finished by the service: the page says so, the command ends well, the first import begins', async () => {
    const command = connecting();
    const address = await click(await command.link(), 'approve');

    const page = await visit(within(address), { host: 'tills.example' });
    const { exitCode } = await command.ended;
    const again = await visit(within(address), { host: 'tills.example' });

    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Access granted') });
    expect({ exitCode, again: again.status }).toEqual({ exitCode: 0, again: 400 });
    expect(command.said()).toContain('acme is authorised by the daemon');
    expect(await credential(workplace)).toMatchObject({ state: 'valid' });
    await eventually(
      async () => JSON.stringify((await daemon.api('GET', '/jobs')).body).includes('"connection":"acme"'),
      'no import was asked for',
    );
    const code = new URL(address).searchParams.get('code') ?? '';
    const secrets = [
      code,
      readFileSync(`${workplace.folder}/first-api-key`, 'utf8').trim(),
      workplace.simulator.clientSecret,
    ];
    for (const secret of secrets) expect(daemon.text + page.text).not.toContain(secret);
  });

  it('gives a script the link at once, and is finished by the service', async () => {
    const { exitCode, out, err } = await tillbridge(workplace, 'connect acme --json');
    const page = await visit(within(await click(JSON.parse(out).authorizeUrl, 'approve')));

    expect(exitCode).toBe(77);
    expect(out + err).toContain('connect.not_finished');
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Access granted') });
    expect(await credential(workplace)).toMatchObject({ state: 'valid' });
  });

  it('learns of a refusal, and of an account that is not the one known', async () => {
    const denied = connecting();
    await visit(within(await click(await denied.link(), 'deny')));
    expect(await denied.ended).toMatchObject({ exitCode: 77 });
    expect(denied.said()).toContain('oauth.access_denied: ');

    edit(workplace, (text) => text.replace(/posId: "\d+"/g, (shop) => shop.replace(/\d+/, (id) => `${id}00`)));
    await daemon.stop();
    daemon = await Daemon.start(workplace);
    const foreign = connecting();
    const address = await click(await foreign.link(), 'approve');
    const page = await visit(within(address));
    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('connect.account_differs: ') });
    expect(await foreign.ended).toMatchObject({ exitCode: 77 });
    expect(await credential(workplace)).toBeNull();

    await visit(within(address));
    const audit = await daemon.api('GET', '/audit');
    const [action, startedBy] = ['connection.authorize_refused', expect.stringMatching(/^command line, user /)];
    const ofAcme = { action, subject: 'connection:acme', actor: startedBy, requestId: expect.stringMatching(/./) };
    expect((audit.body as { items: unknown[] }).items.slice(0, 3)).toMatchObject([
      { action, subject: 'callback', actor: 'browser', reason: 'oauth.state_unknown' },
      { ...ofAcme, reason: 'connect.account_differs' },
      { ...ofAcme, reason: 'oauth.access_denied' },
    ]);
    const { searchParams } = new URL(address);
    for (const name of ['code', 'state']) expect(JSON.stringify(audit.body)).not.toContain(searchParams.get(name));
  });

  it('leaves nothing behind when it is ended', async () => {
    const ending = new AbortController();
    const command = connecting(ending.signal);
    const address = await click(await command.link(), 'approve');

    ending.abort(new Error('ended'));
    await command.ended;
    const page = await visit(within(address));

    expect(page).toMatchObject({ status: 400, text: expect.stringContaining('oauth.state_unknown: ') });
    expect(await credential(workplace)).toBeNull();
    expect(await workplace.inStore((store) => openJobs(store.read))).toEqual([]);
  });
});
