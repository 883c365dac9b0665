import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { coverageBounds, mappingOf } from '@tillbridge/store';
import { fixtureAccount, startSimulator } from '@tillbridge/simulator';
import { tillbridge } from '../cli/terminal.ts';
import { click, linkIn, REDIRECT } from '../support/browser.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { approve, credential, edit, link, typed, withoutToken } from '../support/person.ts';
import { differences } from '../support/truth.ts';
import { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const WINDOW = { from: '2026-05-12', to: '2026-05-13' };

describe('connect', () => {
  let workplace: Workplace;

  beforeEach(async () => {
    workplace = await Workplace.open('SQLite', ACCOUNT);
    withoutToken(workplace);
  });

  afterEach(() => workplace.close());

  it('leads from the checklist over the pasted address and the account to a connection that reads', async () => {
    const { exitCode, said } = await typed(workplace, 'connect acme', approve, 'yes');

    expect(exitCode).toBe(0);
    expect(said).toMatch(/Retail subscription[^]*time clock[^]*manual editing[^]*dedicated employee[^]*authorize\?/);
    expect(said).toContain(`redirect address: ${REDIRECT}`);
    expect(said).toMatch(/auth +ok +account 990001, authorised by employee 1/);
    expect(said).toContain('Scopes: employee:register employee:admin_employees');
    expect(said).toMatch(/^1 +Front Street +America\/Toronto +0001$/m);
    expect(said).toMatch(/Save this access for acme\? [^]*acme is authorised\./);
    expect(await tillbridge(workplace, 'check acme')).toMatchObject({ exitCode: 0 });
  });

  it('is what the first check asks for, in both languages, before anybody has authorised', async () => {
    const [english, french] = [
      await tillbridge(workplace, 'check acme'),
      await tillbridge(workplace, 'check acme --lang fr'),
    ];

    expect([english.exitCode, french.exitCode]).toEqual([77, 77]);
    expect(english.out).toMatch(
      /auth\.missing: Nobody has authorised the connection acme at the POS yet[^]*"tillbridge connect acme" prints a link/,
    );
    expect(english.out).not.toMatch(/no longer|again/);
    expect(french.out).toMatch(/auth\.missing: Personne n’a encore autorisé la connexion acme/);
    expect(french.out).not.toMatch(/has never been|en anglais/);
  });

  it('takes only the code too, where it began the request itself', async () => {
    const code = async (said: string) => new URL(await approve(said)).searchParams.get('code') ?? '';

    const { exitCode } = await typed(workplace, 'connect acme', code, 'y');

    expect(exitCode).toBe(0);
  });

  it('asks again for an address that was pasted wrong, and ends nothing by it', async () => {
    const { exitCode, said } = await typed(
      workplace,
      'connect acme',
      (text) => Promise.resolve(linkIn(text)),
      '',
      `${REDIRECT}?code=a&code=b&state=c`,
      `${REDIRECT}?code=a&state=made-up`,
      async (text) => ` "${await approve(text)}" `,
      'yes',
    );

    expect(exitCode).toBe(0);
    expect(said.match(/^(connect|oauth)\.\w+/gm)).toEqual([
      'connect.address_foreign',
      'oauth.callback_empty',
      'oauth.callback_repeated',
      'oauth.state_unknown',
    ]);
  });

  it('explains a refusal and leaves everything as it was', async () => {
    const { exitCode, said } = await typed(workplace, 'connect acme', (text) => click(linkIn(text), 'deny'));

    expect(exitCode).toBe(77);
    expect(said).toMatch(/oauth\.access_denied: .*The resource owner or authorization server denied the request\./);
    expect(await credential(workplace)).toBeNull();
  });

  it.each([
    ['without a yes', [approve, 'perhaps']],
    ['when the input ends at the question', [approve, null]],
    ['when the input ends before the address', [null]],
  ])('saves nothing %s', async (_, answers) => {
    const { exitCode, said } = await typed(workplace, 'connect acme', ...answers);

    expect(exitCode).toBe(77);
    expect(said).toContain('connect.declined: ');
    expect(await credential(workplace)).toBeNull();
  });

  it('has help in both languages', async () => {
    const [english, french] = [
      await typed(workplace, 'connect --help'),
      await typed(workplace, 'connect --help --lang fr'),
    ];

    expect(english.said).toContain('tillbridge connect <connection> --url ADDRESS --yes');
    expect(french.said).toContain('tillbridge connect <connexion> --url ADRESSE --yes');
  });

  it('speaks French', async () => {
    const { exitCode, said } = await typed(workplace, 'connect acme --lang fr', approve, 'oui');

    expect(exitCode).toBe(0);
    expect(said).toMatch(/abonnement Retail[^]*Ouvrez ce lien[^]*Enregistrer cet accès pour acme \?[^]*est autorisée/);
  });

  it('says no secret: neither token, code nor client secret', async () => {
    let code = '';
    const { said } = await typed(
      workplace,
      'connect acme',
      async (text) => {
        const address = await approve(text);
        code = new URL(address).searchParams.get('code') ?? '';
        return address;
      },
      'yes',
    );

    expect(code).not.toBe('');
    for (const secret of [code, 'simulator-secret', 'eyJ', 'def50200']) expect(said).not.toContain(secret);
  });

  it('refuses a code after its sixty seconds', async () => {
    const late = async (said: string) => {
      const address = await approve(said);
      workplace.simulator.control('clock', { advance: 60 });
      return address;
    };

    const { exitCode, said } = await typed(workplace, 'connect acme', late);

    expect(exitCode).toBe(77);
    expect(said).toContain('oauth.code_refused: ');
    expect(await credential(workplace)).toBeNull();
  });

  it('refuses a code that was used before, and one that belongs to another verifier', async () => {
    let used = '';
    const remembered = async (said: string) => (used = new URL(await approve(said)).searchParams.get('code') ?? '');
    await typed(workplace, 'connect acme', remembered, 'yes');
    const before = await credential(workplace);
    const unused = new URL(await click(await link(workplace), 'approve')).searchParams.get('code') ?? '';

    const again = await typed(workplace, 'connect acme', used);
    const foreign = await typed(workplace, 'connect acme', unused);

    for (const { exitCode, said } of [again, foreign]) {
      expect(exitCode).toBe(77);
      expect(said).toContain('oauth.code_refused: ');
    }
    expect(await credential(workplace)).toEqual(before);
  });

  it('refuses an account whose employee may not read the clock-ins, with the way out', async () => {
    workplace.simulator.control('access/drop-right', { right: 'admin_employees' });

    const { exitCode, said } = await typed(workplace, 'connect acme', approve);

    expect(exitCode).toBe(77);
    expect(said).toMatch(/connect\.rights_missing: .*shifts.*\n[^]*permission\.missing: .*\n +-> .*owner or admin/);
    expect(await credential(workplace)).toBeNull();
  });

  it('refuses the client’s own mistakes by name', async () => {
    edit(workplace, (text) => text.replace(/clientSecret: .*/, 'clientSecret: wrong'));

    const { exitCode, said } = await typed(workplace, 'connect acme', approve);

    expect(exitCode).toBe(78);
    expect(said).toMatch(/oauth\.credentials_refused: .*invalid_client/);
  });

  it('does not begin for a stub', async () => {
    edit(workplace, (text) =>
      text
        .replace('connector: lightspeed-r', 'connector: lightspeed-x')
        .replace(
          / {6}apiUrl:[^]*?(?= {4}locations)/,
          '      domainPrefix: acme\n      clientId: a\n      clientSecret: b\n',
        ),
    );

    const { exitCode, said } = await typed(workplace, 'connect acme');

    expect(exitCode).toBe(78);
    expect(said).toContain('connector.not_implemented');
  });
});

describe('connect for scripts', () => {
  let workplace: Workplace;

  beforeEach(async () => {
    workplace = await Workplace.open('SQLite', ACCOUNT);
    withoutToken(workplace);
  });

  afterEach(() => workplace.close());

  const finish = (address: string, ...options: string[]) =>
    tillbridge(workplace, ['connect', 'acme', '--url', address, ...options]);

  it('prints the link and leaves with 77, then takes the address in another process', async () => {
    const asked = await tillbridge(workplace, 'connect acme');
    const address = await click(linkIn(asked.out), 'approve');

    const { exitCode, out } = await finish(address, '--yes', '--json');

    expect(asked.exitCode).toBe(77);
    expect(asked.err).toMatch(/connect\.not_finished: .*10 minutes/);
    expect(exitCode).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      connection: 'acme',
      saved: true,
      scopes: ['employee:register', 'employee:admin_employees'],
      shops: [{ posId: '1', name: 'Front Street' }, { posId: '2' }, { posId: '3' }],
    });
    expect(await credential(workplace)).toMatchObject({ version: 1, state: 'valid' });
  });

  it('spends no code on a question that nobody can answer', async () => {
    const address = await click(await link(workplace), 'approve');

    const unasked = await finish(address);
    const answered = await finish(address, '--yes');

    expect(unasked).toMatchObject({ exitCode: 2, err: expect.stringContaining('connect.nobody_to_ask') });
    expect(answered.exitCode).toBe(0);
  });

  it('speaks of no code where the browser was not sent off yet', async () => {
    const unasked = await tillbridge(workplace, 'connect acme --listen');

    expect(unasked.exitCode).toBe(2);
    expect(unasked.err).toMatch(/connect\.nobody_to_ask: [^]*: the POS was asked for nothing\./);
    expect(unasked.err).not.toContain('the code');
  });

  it('names the service, and no option that was not given, where the service hears nothing', async () => {
    const publicUrl = REDIRECT.replace('/oauth/callback', '');
    edit(workplace, (text) => `server: { publicUrl: "${publicUrl}" }\n${text}`);

    const { exitCode, err } = await tillbridge(workplace, 'connect acme', { pause: async () => undefined });

    expect(exitCode).toBe(77);
    expect(err).toContain(`the browser reaches it at ${REDIRECT}`);
    expect(err).toContain('connect.service_heard_nothing: ');
    expect(err).not.toContain('--listen');
  });

  it('takes an address once', async () => {
    const address = await click(await link(workplace), 'approve');
    await finish(address, '--yes');
    const before = await credential(workplace);

    const again = await finish(address, '--yes');

    expect(again).toMatchObject({ exitCode: 77, err: expect.stringContaining('oauth.state_unknown') });
    expect(await credential(workplace)).toEqual(before);
  });

  it.each([
    ['oauth.state_missing', 2, 'code=abc'],
    ['oauth.state_unknown', 77, 'code=abc&state=made-up'],
    ['oauth.state_unknown', 77, 'error=access_denied&state=made-up'],
    ['oauth.callback_empty', 2, 'state=abc'],
    ['oauth.callback_empty', 2, 'code=&state=abc'],
    ['oauth.callback_repeated', 2, 'code=a&code=b&state=abc'],
    ['oauth.callback_too_long', 2, `code=${'a'.repeat(10_240)}&state=abc`],
    ['oauth.callback_contradictory', 2, 'code=a&error=access_denied&state=abc'],
    ['oauth.issuer_mismatch', 77, 'code=a&state=abc&iss=https%3A%2F%2Fattacker.example'],
  ])('says %s and leaves with %i', async (code, exitCode, query) => {
    expect(await finish(`${REDIRECT}?${query}`, '--yes')).toMatchObject({
      exitCode,
      err: expect.stringContaining(`${code}: `),
    });
  });

  it('takes no address after ten minutes', async () => {
    const begun = await link(workplace);
    workplace.simulator.control('clock', { advance: 600 });
    const address = await click(begun, 'approve');

    expect(await finish(address, '--yes')).toMatchObject({
      exitCode: 77,
      err: expect.stringContaining('oauth.state_expired'),
    });
  });

  it('takes no address of another connection, which stays good for that one', async () => {
    const settings = readFileSync(workplace.settingsFile, 'utf8');
    const beta = /connections:\n([^]*)outputs:/.exec(settings)?.[1] ?? '';
    edit(workplace, (text) =>
      text.replace('outputs:', `${beta.replace('id: acme', 'id: beta').replaceAll('000', '100')}outputs:`),
    );
    const address = await click(await link(workplace, 'beta'), 'approve');

    const wrong = await finish(address, '--yes');
    const right = await tillbridge(workplace, ['connect', 'beta', '--url', address, '--yes']);

    expect(wrong).toMatchObject({ exitCode: 77, err: expect.stringContaining('oauth.state_foreign') });
    expect(right).toMatchObject({ exitCode: 0 });
    expect(await credential(workplace)).toBeNull();
  });

  it('tells which scopes the POS refused, without letting it steer the terminal', async () => {
    const state = new URL(await link(workplace)).searchParams.get('state') ?? '';
    const told = new URLSearchParams({ state, error: 'invalid_scope', error_description: '\u001b[2J<b>no</b>' });

    const { exitCode, err } = await finish(`${REDIRECT}?${told.toString()}`, '--yes');

    expect(exitCode).toBe(77);
    expect(err).toContain('employee:register employee:admin_employees. It says: [2J<b>no</b>');
    expect(err).not.toContain('\u001b');
  });

  it('lets two people connect at once, and the last word holds', async () => {
    const addresses = await Promise.all(
      [await link(workplace), await link(workplace)].map((page) => click(page, 'approve')),
    );

    const results = await Promise.all(addresses.map((address) => finish(address, '--yes')));

    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(await credential(workplace)).toMatchObject({ version: 2, state: 'valid' });
    expect((await tillbridge(workplace, 'check acme')).exitCode).toBe(0);
  });
});

describe('connect with another account', () => {
  it('never switches by itself: it asks, and a yes given before does not count', async () => {
    const workplace = await Workplace.open('SQLite', ACCOUNT);
    const other = await startSimulator({
      scenario: fixtureAccount(),
      now: ACCOUNT.now,
      frozen: true,
      rateLimit: false,
    });
    await workplace.sync(WINDOW);
    const before = await credential(workplace);
    edit(workplace, (text) => text.replaceAll(workplace.simulator.origin, other.origin));
    const address = async () => click(await link(workplace), 'approve');
    const finish = async (...options: string[]) =>
      tillbridge(workplace, ['connect', 'acme', '--url', await address(), ...options]);

    const unasked = await finish('--yes');
    const refused = await typed(workplace, 'connect acme', approve, 'no');
    const kept = await credential(workplace);
    const switched = await finish('--yes', '--another-account');
    const again = await finish('--yes');

    expect(unasked).toMatchObject({ exitCode: 77, err: expect.stringContaining('connect.account_differs') });
    expect(refused.exitCode).toBe(77);
    expect(refused.said).toMatch(/CAUTION: [^]*1 Front Street[^]*Really let another account take over acme\?/);
    expect(kept).toEqual(before);
    expect([switched.exitCode, again.exitCode]).toEqual([0, 0]);
    await other.close();
    await workplace.close();
  });
});

describeOnBothDatabases('a connection whose access was revoked', (workplaces) => {
  it('is connected again under its id, and the next run fills the gap', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    const known = () =>
      workplace.inStore(async ({ read }) => ({
        mapping: await mappingOf(read, 'acme'),
        read: await coverageBounds(read, { connectionId: 'acme', stream: 'sales', shops: ['1', '2', '3'] }),
      }));
    const before = await known();
    workplace.simulator.control('access/revoke');
    workplace.simulator.control('clock', { advance: 5 * 3600 });
    const refused = await tillbridge(workplace, 'sync acme --deliver');

    const connected = await typed(workplace, 'connect acme', approve, 'yes');
    const after = await known();
    const { exitCode } = await tillbridge(workplace, 'sync acme --deliver');

    expect(refused).toMatchObject({ exitCode: 77, err: expect.stringContaining('tillbridge connect') });
    expect(connected.exitCode).toBe(0);
    expect(after).toEqual(before);
    expect(exitCode).toBe(0);
    expect(differences(workplace, { from: '2026-05-12', to: '2026-05-15', ignoreOtherDates: true })).toEqual([]);
  });
});
