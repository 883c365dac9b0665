import { afterEach, describe, expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.ts';
import { tillbridge } from './terminal.ts';

const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const ONE_SHOP = `\n      - { posId: "1", locationId: "0001" }\n`;
const WINDOW = '--from 2026-05-12 --to 2026-05-12';

const open: Workplace[] = [];

async function aWorkplace(options = {}): Promise<Workplace> {
  const workplace = await Workplace.open('SQLite', { ...ACCOUNT, ...options });
  open.push(workplace);
  return workplace;
}

afterEach(async () => {
  for (const workplace of open.splice(0)) await workplace.close();
});

describe('"connections delete"', () => {
  it('needs the id once more, takes the access back, and leaves the figures', async () => {
    const workplace = await aWorkplace();
    await tillbridge(workplace, `sync acme ${WINDOW}`);

    const unsure = await tillbridge(workplace, 'connections delete acme', { ask: () => Promise.resolve('acm') });
    const sure = await tillbridge(workplace, 'connections delete acme', { ask: () => Promise.resolve('acme') });
    const sync = await tillbridge(workplace, `sync acme ${WINDOW}`);
    const listed = await tillbridge(workplace, 'connections');
    const tallies = await tillbridge(workplace, `tallies ${WINDOW} --location 0001`);

    expect([unsure.exitCode, unsure.err]).toEqual([2, expect.stringContaining('connection.confirm_missing')]);
    expect([sure.exitCode, sure.out]).toEqual([0, expect.stringContaining('The connection acme is deleted')]);
    expect(sure.out).not.toContain('could not be taken back');
    expect([sync.exitCode, sync.err]).toEqual([77, expect.stringContaining('sync.connection_deleted')]);
    expect(listed.out).toContain('"tillbridge connect" brings it back');
    expect(tallies.out).toContain('2026-05-12');
  });

  it('leaves the connection out of what is looked at, and tells that the file still names it', async () => {
    const workplace = await aWorkplace();
    await tillbridge(workplace, `sync acme ${WINDOW}`);
    await tillbridge(workplace, 'connections delete acme --yes');

    const schedule = await tillbridge(workplace, 'schedule --json');
    const all = await tillbridge(workplace, 'check --json');
    const named = await tillbridge(workplace, 'check acme');
    const differences = await tillbridge(workplace, 'config diff');

    expect(JSON.parse(schedule.out)).toMatchObject({ exitCode: 0, connections: [] });
    expect([all.exitCode, all.out]).toEqual([0, expect.not.stringContaining('acme')]);
    expect([named.exitCode, named.err]).toEqual([77, expect.stringContaining('sync.connection_deleted')]);
    expect(differences.out).toMatch(/^connection acme +Acme Outdoor +deleted +store$/m);
  });

  it('says what to do at the POS where that does not take the access back', async () => {
    const workplace = await aWorkplace();
    await tillbridge(workplace, `sync acme ${WINDOW}`);
    await workplace.simulator.close();

    const deleted = await tillbridge(workplace, 'connections delete acme --yes --figures delete --reason moved');
    const tallies = await tillbridge(workplace, `tallies ${WINDOW}`);

    expect([deleted.exitCode, deleted.out]).toEqual([0, expect.stringContaining('removes Tillbridge from its list')]);
    expect(tallies.out).toContain('no tallies');
  });
});

describe('"locations"', () => {
  it('maps a shop that the file does not name, and takes that back', async () => {
    const workplace = await aWorkplace({ locations: ONE_SHOP });
    await tillbridge(workplace, `sync acme ${WINDOW}`);

    const inFile = await tillbridge(workplace, 'locations acme map 1 0007');
    const alike = await tillbridge(workplace, 'locations acme map 2 01');
    const unlisted = await tillbridge(workplace, 'locations acme map 77 0077');
    const mapped = await tillbridge(workplace, 'locations acme map 2 0002');
    const list = await tillbridge(workplace, 'locations acme');
    await tillbridge(workplace, `sync acme ${WINDOW}`);
    const tallies = await tillbridge(workplace, `tallies ${WINDOW} --location 0002`);
    const unmapped = await tillbridge(workplace, 'locations acme unmap 2');
    const again = await tillbridge(workplace, 'locations acme unmap 2');

    expect([inFile.exitCode, inFile.err]).toEqual([2, expect.stringMatching(/mapping\.in_settings_file.*yaml:\d+/)]);
    expect([alike.exitCode, alike.err]).toEqual([2, expect.stringContaining('"0001"')]);
    expect([unlisted.exitCode, unlisted.err]).toEqual([2, expect.stringContaining('mapping.shop_unlisted')]);
    expect([mapped.exitCode, mapped.err]).toEqual([0, '']);
    expect(list.out).toMatch(/^2 .*0002/m);
    expect(tallies.out).toMatch(/0002 +2026-05-12/);
    expect([unmapped.exitCode, again.exitCode]).toEqual([0, 2]);
  });

  it('sets the status of all at once, and shows who did and why', async () => {
    const workplace = await aWorkplace();

    const all = await tillbridge(workplace, 'locations acme status all closed --reason strike');
    const history = await tillbridge(workplace, 'locations acme history 0002');

    expect(all.out.match(/is closed/g)).toHaveLength(3);
    expect(history.out).toMatch(/2026-05-15 +closed .*cli:.*strike/);
  });
});

describe('"outputs pause"', () => {
  it('needs a reason, keeps replays back, and is undone by "resume"', async () => {
    const workplace = await aWorkplace();
    await tillbridge(workplace, `sync acme ${WINDOW} --deliver`);

    const silent = await tillbridge(workplace, 'outputs pause tmas');
    const paused = await tillbridge(workplace, ['outputs', 'pause', 'tmas', '--reason', 'receiver moves']);
    const list = await tillbridge(workplace, 'outputs');
    const refused = await tillbridge(workplace, `deliveries replay --output tmas ${WINDOW}`);
    const resumed = await tillbridge(workplace, 'outputs resume tmas');
    const replayed = await tillbridge(workplace, `deliveries replay --output tmas ${WINDOW}`);

    expect([silent.exitCode, paused.exitCode, resumed.exitCode, replayed.exitCode]).toEqual([2, 0, 0, 0]);
    expect(list.out).toContain('receiver moves');
    expect([refused.exitCode, refused.err]).toEqual([77, expect.stringContaining('output.paused')]);
  });
});

describe('"key" and what is written for people', () => {
  it('shows a key once, lists it without its secret, and keeps the last one unless that is meant', async () => {
    const workplace = await aWorkplace();

    const none = await tillbridge(workplace, 'key');
    const made = await tillbridge(workplace, ['key', 'create', '--label', 'night scripts']);
    const [whole = '', id = ''] = /tbk_([a-z0-9]{8})_[\w-]{43}/.exec(made.out) ?? [];
    const list = await tillbridge(workplace, 'key list');
    const { keys } = JSON.parse((await tillbridge(workplace, 'key list --json')).out) as { keys: unknown[] };
    const last = await tillbridge(workplace, `key revoke ${id}`);
    const revoked = await tillbridge(workplace, `key revoke ${id} --yes`);
    const unknown = await tillbridge(workplace, `key revoke ${id} --yes`);

    expect(none.out).toContain('no API key yet');
    expect(whole).not.toBe('');
    expect(list.out).toContain('night scripts');
    expect(list.out).not.toContain(whole.slice(-20));
    expect(keys).toMatchObject([{ createdAt: expect.stringMatching(/^\d{4}-.*Z$/), lastUsedAt: null }]);
    expect([last.exitCode, last.err]).toEqual([77, expect.stringContaining('key.last')]);
    expect([revoked.exitCode, unknown.exitCode]).toEqual([0, 2]);
  });

  it.each([
    ['a blank of no width in a label', ['key', 'create', '--label', 'night\u200bscripts']],
    ['an empty label', ['key', 'create', '--label', '']],
    ['a sequence that steers a terminal in a reason', ['connections', 'pause', 'acme', '--reason', '\u001b[2Jmoved']],
    ['a reason that is very long', ['outputs', 'pause', 'tmas', '--reason', 'x'.repeat(501)]],
    ['a name that turns the line around', ['locations', 'acme', 'map', '3', '0003', '--name', 'Pier\u202e']],
  ])('refuses %s, as other lines for people', async (_, line) => {
    const refused = await tillbridge(await aWorkplace(), line);

    expect([refused.exitCode, refused.err]).toEqual([
      2,
      expect.stringMatching(/^cli\.line_refused: --\w+ takes one line/),
    ]);
  });
});
