import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { Interrupted } from '@tillbridge/cli';
import { differences } from '../support/truth.ts';
import { Workplace } from '../support/workplace.ts';
import { tillbridge } from './terminal.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const WINDOW = { from: '2026-05-12', to: '2026-05-13' };
const SYNC = `sync acme --from ${WINDOW.from} --to ${WINDOW.to} --deliver`;

const opened: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function open(options: Parameters<typeof Workplace.open>[1] = {}): Promise<Workplace> {
  const workplace = await Workplace.open('SQLite', { ...ACCOUNT, ...options });
  opened.push(() => workplace.close());
  return workplace;
}

function edit(workplace: Workplace, change: (text: string) => string): void {
  writeFileSync(workplace.settingsFile, change(readFileSync(workplace.settingsFile, 'utf8')));
}

describe('settings that cannot be used', () => {
  it('are refused with file, line and the nearest name, all problems at once', async () => {
    const workplace = await open();
    edit(workplace, (text) => `${text.replace('locations:', 'locatoins:')}languege: fr\n`);

    const { exitCode, out, err } = await tillbridge(workplace, SYNC);

    expect({ exitCode, out }).toEqual({ exitCode: 78, out: '' });
    expect(err).toMatch(/settings\.unknown_key: .*tillbridge\.yaml:\d+:\d+ .*locatoins: .*Did you mean locations/);
    expect(err).toMatch(/settings\.unknown_key: .*languege: .*Did you mean language/);
  });

  it('are told together with what the connector and the output object to', async () => {
    const workplace = await open();
    edit(workplace, (text) =>
      text.replace('clientId: ', 'clientID: ').replace('layout: tmas', 'layout: tams').replace('label:', 'lable:'),
    );

    const { exitCode, err } = await tillbridge(workplace, `${SYNC} --lang en`, { environment: {} });

    expect(exitCode).toBe(78);
    const lines = [...err.matchAll(/tillbridge\.yaml:(\d+):/g)].map(([, line]) => Number(line));
    expect(lines).toEqual(lines.toSorted((one, other) => one - other));
    expect(err).toMatch(/clientID/);
    expect(err).toMatch(/environment_missing/);
    expect(err).toMatch(/lable/);
    expect(err).toMatch(/layout/);
  });

  it('name the environment variable that is missing', async () => {
    const workplace = await open();

    const { exitCode, err } = await tillbridge(workplace, SYNC, { environment: {} });

    expect(exitCode).toBe(78);
    expect(err).toMatch(/settings\.environment_missing: .*tillbridge\.yaml:\d+.*LIGHTSPEED_SECRET/);
  });
});

describe('a connection whose connector is a stub', () => {
  const asStub = (text: string, active: boolean): string =>
    text
      .replace('connector: lightspeed-r', `connector: lightspeed-x\n    active: ${String(active)}`)
      .replace(/ {6}apiUrl:[^]*?(?= {4}locations)/, '      domainPrefix: acme\n      personalToken: a\n');

  it('is refused at its line while it is active', async () => {
    const workplace = await open();
    edit(workplace, (text) => asStub(text, true));

    const { exitCode, err } = await tillbridge(workplace, 'config check');

    expect(exitCode).toBe(78);
    expect(err).toMatch(/^connector\.not_implemented: .*tillbridge\.yaml:8:\d+ /);
  });

  it('is accepted while it is paused, and cannot be resumed', async () => {
    const workplace = await open();
    edit(workplace, (text) => asStub(text, false));

    const checked = await tillbridge(workplace, 'config check');
    const resumed = await tillbridge(workplace, 'connections resume acme');
    const listed = await tillbridge(workplace, 'connections');

    expect([checked.exitCode, resumed.exitCode]).toEqual([0, 78]);
    expect(resumed.err).toMatch(/^connector\.not_implemented: /);
    expect(listed.out).toMatch(/^acme .* lightspeed-x {2}no /m);
  });
});

describe('a mapping that names a shop the POS does not have', () => {
  it('is told, and the other locations go on', async () => {
    const workplace = await open();
    edit(workplace, (text) => text.replace('"3", locationId', '"9", locationId'));

    const { exitCode, err } = await tillbridge(workplace, SYNC);

    expect(exitCode).toBe(77);
    expect(err).toMatch(/sync\.shop_unknown: The shop 9 mapped to 0003 .*\(1, 2, 3\)/);
    expect(workplace.rows().map((row) => row['Location ID'])).toEqual(expect.arrayContaining(['0001', '0002']));
    expect(differences(workplace, WINDOW).filter((line) => !line.startsWith('0003'))).toEqual([]);
  });
});

describe('sales read up to', () => {
  it('is told of the shops that the POS lists, whatever else is mapped', async () => {
    const workplace = await open();
    edit(workplace, (text) => text.replace('"3", locationId', '"9", locationId'));

    const before = await tillbridge(workplace, 'connections');
    await tillbridge(workplace, SYNC);
    const after = await tillbridge(workplace, 'connections');

    expect(before.out).toMatch(/^acme .* 3 {2}never$/m);
    expect(after.out).toMatch(/^acme .* 3 {2}2026-05-1\dT/m);
  });
});

describe('access that is gone', () => {
  it('says who must do what, and loses nothing', async () => {
    const workplace = await open();
    await tillbridge(workplace, SYNC);
    const before = workplace.bytes();
    workplace.simulator.control('access/revoke');

    const { exitCode, out, err } = await tillbridge(workplace, SYNC);

    expect({ exitCode, out }).toEqual({ exitCode: 77, out: '' });
    expect(err).toMatch(/^auth\.revoked: /m);
    expect(err).toMatch(/-> .*(owner|administrator).*authori[sz]e/i);
    expect(workplace.bytes()).toEqual(before);
  });

  it('to clock-ins alone lets sales go on, with staff hours empty', async () => {
    const workplace = await open();
    workplace.simulator.control('faults', { kind: 'forbidden', entity: 'EmployeeHours', times: null });

    const { exitCode, err, out } = await tillbridge(workplace, SYNC);

    expect(exitCode).toBe(77);
    expect(err).toMatch(/permission\.missing: .*staff hours/);
    expect(err).toContain('Employee Setup');
    expect(out).toMatch(/shifts .*no\n/);
    const rows = workplace.rows();
    expect(new Set(rows.map((row) => row['Staff Hours']))).toEqual(new Set(['']));
    expect(rows.some((row) => Number(row['Sales']) > 0)).toBe(true);
  });
});

describe('a POS that fails', () => {
  it.each([
    ['429', { kind: 'rateLimit', retryAfter: 60 }, 75, 'rate.limited'],
    ['500', { kind: 'serverError' }, 75, 'upstream.unavailable'],
    ['503', { kind: 'unavailable' }, 75, 'upstream.unavailable'],
    ['an HTML page', { kind: 'htmlPage' }, 75, 'upstream.unavailable'],
  ])('with %s all the time is tried again later', async (_, fault, code, cause) => {
    const workplace = await open();
    workplace.simulator.control('faults', { ...fault, entity: 'Sale', times: null });

    const { exitCode, err } = await tillbridge(workplace, SYNC);

    expect(err).toMatch(new RegExp(`^${cause.replace('.', '\\.')}: `, 'm'));
    expect(exitCode).toBe(code);
    workplace.simulator.control('reset');
    expect((await tillbridge(workplace, SYNC)).exitCode).toBe(0);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it.each([
    ['500', { kind: 'serverError' }],
    ['truncated JSON', { kind: 'truncate', percent: 50 }],
    ['an HTML page', { kind: 'htmlPage' }],
    ['an expired token', { kind: 'unauthorized' }],
  ])('with %s once is read all the same', async (_, fault) => {
    const workplace = await open();
    workplace.simulator.control('faults', { ...fault, entity: 'Sale', times: 1 });

    const { exitCode, err } = await tillbridge(workplace, SYNC);

    expect(err).not.toContain('->');
    expect(exitCode).toBe(0);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('with truncated JSON all the time is told, and nothing of it is kept', async () => {
    const workplace = await open();
    workplace.simulator.control('faults', { kind: 'truncate', percent: 50, entity: 'Sale', times: null });

    const { exitCode, err } = await tillbridge(workplace, SYNC);

    expect([1, 75]).toContain(exitCode);
    expect(err).toMatch(/^upstream\.(unavailable|malformed): /m);
  });

  it('is asked again while the wait lasts', async () => {
    const workplace = await open();
    workplace.simulator.control('faults', { kind: 'unavailable', entity: 'Sale', times: null });
    const pauses: number[] = [];
    const pause = async (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
      if (pauses.length === 2) workplace.simulator.control('reset');
    };

    const { exitCode, err } = await tillbridge(workplace, `${SYNC} --wait 5m`, { pause });

    expect(pauses).toEqual([5_000, 10_000]);
    expect(err).toContain('Trying again in 10 s.');
    expect(exitCode).toBe(0);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });

  it('for longer than the wait ends it with 75', async () => {
    const workplace = await open();
    workplace.simulator.control('faults', { kind: 'unavailable', entity: 'Sale', times: null });
    const pauses: number[] = [];
    const pause = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);

    const { exitCode } = await tillbridge(workplace, `${SYNC} --wait 12s`, { pause });

    expect(pauses).toEqual([5_000, 7_000]);
    expect(exitCode).toBe(75);
  });

  it('and points to another host is not followed: the token never goes there', async () => {
    const workplace = await open();
    const elsewhere = await countingServer();
    workplace.simulator.control('faults', { kind: 'foreignNext', host: elsewhere.origin, times: null });

    const { exitCode, err } = await tillbridge(workplace, SYNC);

    expect(exitCode).toBe(1);
    expect(err).toMatch(/^link\.foreign: /m);
    expect(err).toMatch(/token was not sent|No token was sent/);
    expect(elsewhere.requests()).toBe(0);
  });
});

describe('an output folder that cannot be written', () => {
  it('is named with the way out, and what was read goes there later', async () => {
    const workplace = await open();
    writeFileSync(join(workplace.folder, 'out'), 'a file stands in the way');

    const refused = await tillbridge(workplace, SYNC);
    edit(workplace, (text) => text.replace('directory: out,', 'directory: free,'));
    const mended = await tillbridge(workplace, SYNC);

    expect(refused.exitCode).toBe(1);
    expect(refused.err).toMatch(/^output\.not_writable: Output tmas, 6 days \(0001 2026-05-12, /m);
    expect(mended.exitCode).toBe(0);
    expect(workplace.rows('free').length).toBeGreaterThan(100);
  });

  it('is told to a French reader in French', async () => {
    const workplace = await open();
    writeFileSync(join(workplace.folder, 'out'), 'a file stands in the way');

    const { err } = await tillbridge(workplace, `${SYNC} --lang fr`);

    expect(err).toMatch(/Sortie tmas, 6 jours .*L’écriture de la cible est interdite : Le dossier CSV .*/);
    expect(err).not.toContain('The ');
  });
});

describe.each([
  ['SQLite', /Waiting for "sync acme" \(process \d+ on .*\)\./],
  ['PostgreSQL', /Waiting for another process\./],
] as const)('a second import beside a running one with %s', (database, waiting) => {
  it('waits, then does its own', async () => {
    const workplace = await Workplace.open(database, ACCOUNT);
    opened.push(() => workplace.close());
    workplace.simulator.control('faults', { kind: 'slow', delay: 300, entity: 'Sale', times: 2 });

    const [first, second] = await Promise.all([tillbridge(workplace, SYNC), tillbridge(workplace, SYNC)]);

    expect([first.exitCode, second.exitCode]).toEqual([0, 0]);
    expect(`${first.err}${second.err}`).toMatch(waiting);
    expect([first.out, second.out].filter((out) => out.includes('Nothing has changed.'))).toHaveLength(1);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });
});

describe('an import that is ended', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s leaves with %i, and the next one goes on', async (name, code) => {
    const workplace = await open();
    workplace.simulator.control('faults', { kind: 'slow', delay: 20_000, entity: 'Sale', skip: 1, times: 1 });
    const controller = new AbortController();
    let told = '';
    const err = (text: string): void => {
      told += text;
    };
    const ending = tillbridge(workplace, SYNC, { err, signal: controller.signal });
    await eventually(() => told.includes('Reading sales'), 'it did not begin to read');

    controller.abort(new Interrupted(name));
    const { exitCode } = await ending;

    expect(exitCode).toBe(code);
    expect(told).toContain(`ended by ${name}`);
    workplace.simulator.control('reset');
    expect((await tillbridge(workplace, SYNC)).exitCode).toBe(0);
    expect(differences(workplace, WINDOW)).toEqual([]);
  });
});

async function countingServer(): Promise<{ readonly origin: string; requests(): number }> {
  let requests = 0;
  const server: Server = createServer((_, response) => {
    requests += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => new Promise((resolve) => server.close(resolve)));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests };
}
