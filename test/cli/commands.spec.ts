import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.ts';
import { tillbridge } from './terminal.ts';

const DATES = '--from 2026-10-31 --to 2026-11-01';
const OUTPUTS = `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }
  - { id: held, kind: csv, layout: tally, directory: held, hold: true }
`;

let workplace: Workplace;

beforeAll(async () => {
  const account = { now: '2026-11-03T12:00:00Z', from: '2026-10-25', to: '2026-11-05', shops: 4 };
  workplace = await Workplace.open('SQLite', { ...account, outputs: OUTPUTS });
  await tillbridge(workplace, `sync acme ${DATES} --deliver`);
});

afterAll(() => workplace.close());

const type = (line: string | readonly string[]) => tillbridge(workplace, line);

async function json(line: string): Promise<Readonly<Record<string, unknown>>> {
  const { out } = await type(`${line} --json`);
  return JSON.parse(out) as Readonly<Record<string, unknown>>;
}

describe('sync', () => {
  it('names a connection that is not in the settings', async () => {
    const { exitCode, err } = await type('sync acne');

    expect(exitCode).toBe(2);
    expect(err).toContain('sync.connection_unknown: There is no connection "acne"; the settings name acme.');
  });

  it('says plainly that nothing has changed, and leaves every file as it is', async () => {
    const before = workplace.bytes();

    const { exitCode, out, err } = await type(`sync acme ${DATES} --deliver`);

    expect(exitCode).toBe(0);
    expect(out).toContain('Nothing has changed.');
    expect(err.split('\n').filter((line) => line !== '')).toHaveLength(4);
    expect(workplace.bytes()).toEqual(before);
  });

  it('lists what is held and calls it no failure', async () => {
    const { exitCode, out } = await type(`sync acme ${DATES} --deliver`);

    expect(exitCode).toBe(0);
    expect(out).toContain('Output held is held');
  });

  it('gives programs one JSON document and everything else on stderr', async () => {
    const { out, err } = await type(`sync acme ${DATES} --json`);

    expect(JSON.parse(out)).toMatchObject({ exitCode: 0, connection: 'acme', fold: { revised: 0 }, findings: [] });
    expect(err).toContain('Reading sales');
  });

  it('refuses a connection that is paused until it is resumed', async () => {
    await type('connections pause acme');

    const paused = await type('sync acme');
    const listed = await json('connections');
    await type('connections resume acme');

    expect(paused.exitCode).toBe(77);
    expect(paused.err).toMatch(/sync\.connection_paused: .*\n +-> .*connections resume acme/);
    expect(listed['connections']).toMatchObject([{ id: 'acme', active: false, access: 'valid' }]);
    expect(await json('connections')).toMatchObject({ connections: [{ active: true }] });
  });
});

describe('check', () => {
  it('has a line for every capability and output', async () => {
    const { exitCode, out } = await type('check acme');

    expect(exitCode).toBe(0);
    const lines = out.split('\n').filter((line) => / ok /.test(line));
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([
      'acme auth',
      'acme shops',
      'acme sales',
      'acme shifts',
      'acme locations',
      'output tmas',
      'output held',
    ]);
  });

  it('puts the way out beside what fails', async () => {
    workplace.simulator.control('faults', { kind: 'forbidden', entity: 'EmployeeHours', times: null });

    const { exitCode, out, err } = await type('check acme');
    workplace.simulator.control('reset');

    expect({ exitCode, err }).toEqual({ exitCode: 77, err: '' });
    expect(out).toMatch(/acme shifts +FAILED\n +permission\.missing: .*\n +-> /);
    expect(out).toMatch(/acme sales +ok/);
  });
});

describe('locations', () => {
  it('shows shops beside locations and proposes an id for the one that has none', async () => {
    const { exitCode, out } = await type('locations acme');

    expect(exitCode).toBe(0);
    expect(out).toMatch(/^1 .*America\/Toronto +0001 +operational$/m);
    expect(out).toMatch(/^4 .*proposed: 0004$/m);
  });

  it.each(['csv', 'yaml'])(
    'writes a .%s that it can read back, and prints the block for the settings',
    async (kind) => {
      const file = `shops.${kind}`;

      const exported = await type(`locations acme --export ${file}`);
      const imported = await type(`locations acme --import ${file}`);

      expect([exported.exitCode, imported.exitCode]).toEqual([0, 0]);
      const [remark, ...block] = imported.out.split('\n');
      expect(remark).toMatch(/^# The settings file decides/);
      expect(block[1]).toMatch(/^ {2}- \{ posId: "1", locationId: "0001", name: ".+" \}$/);
      expect(block[4]).toMatch(/locationId: "0004".*status: "pending_setup"/);
    },
  );

  it('tells what is wrong in a list with its line', async () => {
    const text = 'posId;locationId;status\n1;0001;operational\n1;0002;open\n8;0008;\n';
    writeFileSync(join(workplace.folder, 'bad.csv'), text);

    const { exitCode, err } = await type('locations acme --import bad.csv');

    expect(exitCode).toBe(78);
    expect(err).toMatch(/bad\.csv:3:.*open/);
    expect(err).toMatch(/settings\.duplicate_shop: .*bad\.csv:3/);
  });

  it('names a shop in a list that the POS does not have', async () => {
    writeFileSync(join(workplace.folder, 'one.yaml'), 'locations:\n  - { posId: "8", locationId: "0008" }\n');

    const { exitCode, out, err } = await type('locations acme --import one.yaml');

    expect(exitCode).toBe(77);
    expect(err).toMatch(/sync\.shop_unknown: The shop 8 mapped to 0008/);
    expect(out).toMatch(/^# 1 Front Street: not mapped.*0001$/m);
  });

  it('changes a status with its reason, and wants a word about the days that were missed', async () => {
    const closed = await type('locations acme status 0002 closed --reason flood --from 2026-11-02');
    const unsaid = await type(['locations', 'acme', 'status', '0002', 'operational', '--reason', 'dry again']);
    const shown = await json('locations acme');
    const reopen = 'locations acme status 0002 operational --deliver-missed yes --reason'.split(' ');
    const opened = await type([...reopen, 'dry again']);

    expect([closed.exitCode, unsaid.exitCode, opened.exitCode]).toEqual([0, 2, 0]);
    expect(closed.out).toContain('The location 0002 is closed from 2026-11-02 on.');
    expect(unsaid.err).toContain('--deliver-missed yes');
    expect(shown['locations']).toContainEqual(expect.objectContaining({ locationId: '0002', status: 'closed' }));
  });

  it.each([
    ['0002 shut --reason x', 'cli.choice_unknown'],
    ['0022 closed --reason x', 'location.unknown'],
    ['0002 closed', 'cli.option_required'],
    ['0002', 'cli.word_missing'],
    ['0002 closed --reason x --from soon', 'cli.date_unreadable'],
  ])('refuses the status "%s" with %s', async (words, code) => {
    const { exitCode, err } = await type(`locations acme status ${words}`);

    expect(exitCode).toBe(2);
    expect(err).toContain(`${code}: `);
  });
});

describe('tallies', () => {
  it('shows the hour that comes twice as two rows, and a total', async () => {
    const { exitCode, out } = await type('tallies --from 2026-11-01 --to 2026-11-01 --location 0001');

    expect(exitCode).toBe(0);
    expect(out.match(/01:00 .*at UTC-[45] h$/gm)).toHaveLength(2);
    expect(out.split('\n').filter((line) => line.startsWith('0001'))).toHaveLength(25);
    expect(out).toMatch(/^total +[\d.]+ +\d+ +\d+ +[\d.]+$/m);
  });

  it('tells programs the same as the HTTP API does: instants as text, sales to the cent', async () => {
    const { days } = await json('tallies --from 2026-11-01 --to 2026-11-01 --location 0001');

    const text = expect.stringMatching(/^2026-11-0[12]T\d\d:\d\d:\d\dZ$/);
    const cell = {
      start: text,
      end: text,
      sales: expect.stringMatching(/^-?\d+\.\d\d$/),
      staffHours: expect.anything(),
    };
    expect(days).toMatchObject([{ location: '0001', cells: Array.from({ length: 25 }, () => cell) }]);
  });

  it('gives the very bytes of the TMAS file', async () => {
    const { out } = await type('tallies --from 2026-11-01 --to 2026-11-01 --location 0001 --layout tmas');

    expect(out).toBe(readFileSync(join(workplace.folder, 'out', 'tillbridge_tmas_0001_2026-11-01.csv'), 'utf8'));
  });

  it('writes a file, and takes instants', async () => {
    const instants = '--from 2026-11-01T12:00:00Z --to 2026-11-01T14:00:00Z';

    const { exitCode } = await type(`tallies ${instants} --location 0001 --out two-hours.csv`);

    expect(exitCode).toBe(0);
    const lines = readFileSync(join(workplace.folder, 'two-hours.csv'), 'utf8').trim().split('\r\n');
    expect(lines.map((line) => line.split(',')[5])).toEqual([
      'start_utc',
      '2026-11-01T12:00:00Z',
      '2026-11-01T13:00:00Z',
    ]);
  });

  it('says how to get them where there are none', async () => {
    const { exitCode, out } = await type('tallies --from 2026-01-01 --to 2026-01-02');

    expect(exitCode).toBe(0);
    expect(out).toContain('tillbridge sync');
  });
});

describe('deliveries and outputs', () => {
  it('show what was taken and what is held, and send a day again', async () => {
    const before = await json(`deliveries ${DATES} --location 0001`);

    const file = join(workplace.folder, 'out', 'tillbridge_tmas_0001_2026-11-01.csv');
    const bytes = readFileSync(file);
    rmSync(file);
    const replayed = await type('deliveries replay --output tmas --from 2026-11-01 --to 2026-11-01 --location 0001');
    const after = await json('deliveries --output tmas --from 2026-11-01 --to 2026-11-01 --location 0001');

    expect(states(before)).toEqual(['tmas delivered', 'tmas delivered', 'held held', 'held held']);
    expect(replayed.exitCode).toBe(0);
    expect(replayed.out).toMatch(/^tmas +1 +0 /m);
    expect(readFileSync(file)).toEqual(bytes);
    expect(states(after)).toEqual(['tmas delivered']);
  });

  it.each(['deliveries', 'deliveries replay --output tmas', 'deliveries preview --output tmas'])(
    'refuse dates the wrong way round: %s',
    async (line) => {
      const { exitCode, err } = await type(`${line} --from 2026-11-02 --to 2026-11-01`);

      expect(exitCode).toBe(2);
      expect(err).toContain('sync.window_reversed: ');
    },
  );

  it('refuse a replay of dates that were never imported', async () => {
    const { exitCode, err } = await type('deliveries replay --output tmas --from 2026-01-01 --to 2026-01-02');

    expect(exitCode).toBe(2);
    expect(err).toContain('deliveries.none: ');
  });

  it('preview what is held, and let it go once it is approved', async () => {
    const preview = await type(`deliveries preview --output held ${DATES} --location 0001`);
    const approved = await type('outputs approve held');
    const sent = await type(`sync acme ${DATES} --deliver`);

    expect(preview.out.split('\r\n')[0]).toMatch(/^location_id,/);
    expect([approved.exitCode, sent.exitCode]).toEqual([0, 0]);
    expect(workplace.files('held')).toHaveLength(6);
    expect(await json('outputs')).toMatchObject({
      outputs: [{ id: 'tmas' }, { id: 'held', hold: true, approved: true }],
    });
  });

  function states(listed: Readonly<Record<string, unknown>>): string[] {
    const rows = listed['deliveries'] as ReadonlyArray<{ readonly output: string; readonly state: string }>;
    return rows.map(({ output, state }) => `${output} ${state}`);
  }
});

describe('config and plugins', () => {
  it('print where each value came from, and no secret', async () => {
    const { exitCode, out } = await type('config print');

    expect(exitCode).toBe(0);
    expect(out).toMatch(/clientSecret +set +.*tillbridge\.yaml:\d+ \$LIGHTSPEED_SECRET/);
    expect(out).not.toContain(workplace.simulator.clientSecret);
    expect(out).not.toContain('def50200');
  });

  it('tell where the settings and the store differ', async () => {
    expect((await type('config diff')).out).toContain('agree');
    writeFileSync(
      workplace.settingsFile,
      readFileSync(workplace.settingsFile, 'utf8').replace('"3", locationId: "0003"', '"3", locationId: "0033"'),
    );

    const { differences } = await json('config diff');

    expect(differences).toMatchObject([
      { what: 'shop 3 -> 0033', file: 'always', store: null, holds: 'file' },
      { what: 'shop 3 -> 0003', file: null, store: 'always', holds: 'file' },
    ]);
  });

  it('check the settings and migrate the store', async () => {
    const [checked, migrated] = [await type('config check'), await type('config migrate')];

    expect([checked.exitCode, migrated.exitCode]).toEqual([0, 0]);
    expect(checked.out).toContain('1 connection, 3 locations, 2 outputs.');
  });

  it('list the connector and the output that comes with it', async () => {
    const { plugins } = await json('plugins');

    expect(plugins).toContainEqual(expect.objectContaining({ id: 'lightspeed-r', kind: 'connector', state: 'found' }));
    expect(plugins).toContainEqual(expect.objectContaining({ id: 'csv', kind: 'output', state: 'found' }));
  });

  it('tell which settings a plugin takes, and which plugins there are where the name is wrong', async () => {
    const [till, csv, wrong] = [
      await type('plugins show lightspeed-r'),
      await type('plugins show csv --lang fr'),
      await type('plugins show lightspeedr'),
    ];

    expect(till.out).toMatch(/^clientSecret \(required\) \(secret\)\n {2}Of the API client/m);
    expect(till.out).toMatch(/^apiUrl \(default https:\/\/api\.lightspeedapp\.com\/API\/V3\)$/m);
    expect(csv.out).toMatch(/^layout \(obligatoire\)\n.*\n {2}tmas \| tally$/m);
    expect([wrong.exitCode, wrong.err]).toEqual([2, expect.stringContaining('Did you mean lightspeed-r?')]);
  });
});
