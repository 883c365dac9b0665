import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { insertJob, insertSlots, serveSlots, Store, bindSlots, postponeJob } from '@tillbridge/store';
import { tillbridge } from './terminal.ts';

const NOW = Date.parse('2026-05-14T14:20:00Z');

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tillbridge-schedule-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function type(line: string, connections: string) {
  const plugins = join(import.meta.dirname, '..', '..', 'plugins');
  writeFileSync(
    join(folder, 'tillbridge.yaml'),
    `dataDirectory: .\nplugins: { directories: ["${plugins}"] }\nconnections:\n${connections}`,
  );
  return tillbridge({ folder, simulator: { now: () => NOW, clientSecret: '' } as never }, line);
}

function connection(id: string, schedule: string): string {
  return `  - id: ${id}
    connector: lightspeed-r
    settings: { clientId: a, clientSecret: b, apiUrl: "https://pos.example/API/V3", authUrl: "https://pos.example/oauth" }
    schedule: ${schedule}
`;
}

const EACH = [
  connection('a', '{ type: hourly, startTime: "00:02" }'),
  connection('b', '{ type: hourly, startTime: "08:15", timeZone: America/Toronto }'),
  connection('c', '{ type: daily, startTime: "06:00", timeZone: America/Toronto }'),
  connection('d', '{ type: every, minutes: 15 }'),
  connection('e', '{ type: cron, expression: "0 8-20 * * *", timeZone: America/Toronto }'),
].join('');

describe('schedule', () => {
  it('tells in words when each connection is read, before any daemon has run', async () => {
    const { exitCode, out } = await type('schedule', EACH);

    expect(exitCode).toBe(0);
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['connection', 'schedule', 'zone', 'last read', 'next', 'missed', 'jobs'],
      ['a', 'hourly, 2 min past', 'UTC', 'never', '2026-05-14 15:02', '0'],
      ['b', 'hourly, 15 min past, from 08:15', 'America/Toronto', 'never', '2026-05-14 11:15', '0'],
      ['c', 'daily at 06:00', 'America/Toronto', 'never', '2026-05-15 06:00', '0'],
      ['d', 'every 15 min', 'UTC', 'never', '2026-05-14 14:30', '0'],
      ['e', 'cron 0 8-20 * * *', 'America/Toronto', 'never', '2026-05-14 11:00', '0'],
    ]);
  });

  it('says the same in French', async () => {
    const { out } = await type('schedule --lang fr', EACH);

    expect(out).toContain('chaque heure, à 2 min');
    expect(out).toContain('chaque jour à 06:00');
    expect(out).toContain('toutes les 15 min');
  });

  it('tells what was read last, what was missed and what waits', async () => {
    await type('schedule', EACH);
    const store = await Store.open({ kind: 'sqlite', path: join(folder, 'tillbridge.db') });
    const hours = [-3, -2, -1].map((hour) => NOW + hour * 3_600_000);
    await store.transaction(null, async (session) => {
      await insertSlots(
        session,
        hours.map((dueAt) => ({ connectionId: 'a', dueAt, depth: 'hourly' })),
      );
      await bindSlots(session, { connectionId: 'a', jobId: 'j1', now: hours[0] ?? 0 });
      await serveSlots(session, 'j1', NOW);
      const request = '{"connection":"a"}';
      const job = { id: 'j2', kind: 'import', connectionId: 'a', requestedBy: 'schedule', requestedAt: NOW };
      await insertJob(session, { ...job, request });
      await bindSlots(session, { connectionId: 'a', jobId: 'j2', now: hours[1] ?? 0 });
      await postponeJob(session, { id: 'j2', notBefore: NOW + 120_000, outcome: '{}' });
    });
    await store.close();

    const { out } = await type('schedule', EACH);
    const { out: json } = await type('schedule --json', EACH);

    expect(out).toMatch(/^a .* UTC +2026-05-14 11:20 +2026-05-14 15:02 +1 +waiting, attempt 1 at 2026-05-14 14:22$/m);
    expect(JSON.parse(json)).toMatchObject({
      connections: [
        { connection: 'a', lastServed: '2026-05-14T11:20:00Z', missed: 1, openJobs: [{ id: 'j2' }] },
        {},
        {},
        {},
        {},
      ],
    });
  });
});
