import { afterEach, expect, it } from '@jest/globals';
import { keepLease } from '@tillbridge/store';
import { click } from '../support/browser.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import type { Workplace } from '../support/workplace.ts';
import { differences } from '../support/truth.ts';
import { ApiDesk } from './api-desk.ts';

const WINDOW = { from: '2026-05-12', to: '2026-05-13' };
const ACCOUNT = { now: '2026-05-15T15:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const ONE_SHOP = `\n      - { posId: "1", locationId: "0001" }\n`;

const open: ApiDesk[] = [];

async function deskOf(workplace: Workplace): Promise<ApiDesk> {
  const desk = await ApiDesk.open(workplace);
  open.push(desk);
  return desk;
}

async function leave(): Promise<void> {
  for (const desk of open.splice(0)) await desk.close();
}

afterEach(leave);

describeOnBothDatabases('the API', (workplaces) => {
  it('pauses and resumes a connection, and tells in the audit who did', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const desk = await deskOf(workplace);

    const paused = await desk.post('/api/v1/connections/acme/pause', { reason: 'stocktaking' });
    const refused = await desk.post('/api/v1/jobs', { connection: 'acme' });
    const resumed = await desk.post('/api/v1/connections/acme/resume');
    const again = await desk.post('/api/v1/connections/acme/resume');
    const audit = await desk.get('/api/v1/audit?subject=connection:acme');

    expect([paused.status, paused.body.active]).toEqual([200, false]);
    expect([refused.status, refused.body.code]).toEqual([409, 'sync.connection_paused']);
    expect([resumed.body.active, again.body.active]).toEqual([true, true]);
    expect(audit.body.items).toMatchObject([
      { action: 'connection.resume', actor: expect.stringMatching(/^key:/), reason: null },
      { action: 'connection.pause', reason: 'stocktaking', before: { active: true }, after: { active: false } },
    ]);
    expect((await desk.get('/api/v1/audit/verification')).body).toEqual({ rows: 3, brokenAt: null });
  });

  it('takes a location off and on again: what was missed goes out, unless it is said to stay away', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const desk = await deskOf(workplace);
    const status = (id: string, body: object) => desk.post(`/api/v1/locations/${id}/status`, body);
    const off = { status: 'temporarily_closed', reason: 'renovation', effectiveDate: '2026-05-01' };
    await status('0001', off);
    await status('0002', off);
    await leave();
    await workplace.sync(WINDOW);
    const whileOff = [...workplace.figures().keys()].map((key) => key.slice(0, 4));
    const then = await deskOf(workplace);
    const shown = await then.get('/api/v1/tallies?from=2026-05-12&to=2026-05-13&location=0001');

    const unsaid = await then.post('/api/v1/locations/0001/status', { status: 'operational', reason: 'done' });
    const back = { status: 'operational', reason: 'done', effectiveDate: '2026-05-15' };
    const first = await then.post('/api/v1/locations/0001/status', { ...back, deliverMissed: true });
    const second = await then.post('/api/v1/locations/0002/status', { ...back, deliverMissed: false });
    const history = await then.get('/api/v1/locations/0002/history');
    await leave();
    await workplace.sync(WINDOW);

    expect(new Set(whileOff)).toEqual(new Set(['0003']));
    expect(shown.body.items).toHaveLength(2);
    expect(shown.body.items[0].cells.length).toBeGreaterThan(20);
    expect([unsaid.status, unsaid.body.code]).toEqual([400, 'locations.deliver_missed_missing']);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(history.body.items.map((row: { status: string }) => row.status)).toEqual([
      'operational',
      'temporarily_closed',
      'operational',
    ]);
    expect(history.body.items.at(-1)).toMatchObject({ deliverMissed: false, reason: 'done' });
    expect(differences(workplace, { ...WINDOW, shops: { '0001': ['1'], '0003': ['3'] } })).toEqual([]);
  });

  it('takes all locations off at once, or none where one of them is refused', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const desk = await deskOf(workplace);
    const off = { status: 'not_operational', reason: 'strike' };

    const refused = await desk.post('/api/v1/locations/status', { locations: ['0001', '0099'], ...off });
    const untouched = await desk.get('/api/v1/locations');
    const all = await desk.post('/api/v1/locations/status', { locations: 'all', ...off });
    const after = await desk.get('/api/v1/locations?limit=2');

    expect([refused.status, refused.body.code]).toEqual([404, 'location.unknown']);
    expect(untouched.body.items.map((row: { status: string }) => row.status)).toEqual(Array(3).fill('operational'));
    expect(all.body.items).toHaveLength(3);
    expect(after.body.next).toBe(2);
    expect(after.body.items[0]).toMatchObject({ id: '0001', status: 'not_operational', statusReason: 'strike' });
  });

  it('maps a shop that the file does not name; correcting it takes the figures of the old id back', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, locations: ONE_SHOP });
    const desk = await deskOf(workplace);
    const map = (body: object) => desk.put('/api/v1/locations/mappings', { connection: 'acme', ...body });

    const declared = await map({ posId: '1', location: '0007' });
    const made = await map({ posId: '2', location: '0002', name: 'Water Street' });
    const listed = await desk.get('/api/v1/locations/mappings');
    await leave();
    await workplace.sync(WINDOW);
    const before = workplace.figures();
    const later = await deskOf(workplace);
    await later.put('/api/v1/locations/mappings', { connection: 'acme', posId: '2', location: '0008' });
    await leave();
    await workplace.sync(WINDOW);

    expect([declared.status, declared.body.code]).toEqual([409, 'mapping.in_settings_file']);
    expect(declared.body.title).toMatch(/tillbridge\.yaml:\d+/);
    expect([made.status, made.body.source]).toEqual([200, 'store']);
    expect(listed.body.items.map((row: { location: string; source: string }) => [row.location, row.source])).toEqual([
      ['0001', 'settings'],
      ['0002', 'store'],
    ]);
    const after = workplace.figures();
    for (const [key, text] of before) {
      if (key.startsWith('0001')) expect(after.get(key)).toBe(text);
      else expect([after.get(key), after.get(key.replace(/^0002/, '0008'))]).toEqual(['0.00,0,0,0.00', text]);
    }
    expect([...before.keys()].some((key) => key.startsWith('0002'))).toBe(true);
  });

  it('asks for an import, which whoever works does, and tells what came of it', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const desk = await deskOf(workplace);

    const asked = await desk.post('/api/v1/jobs', { connection: 'acme', ...WINDOW });
    const joined = await desk.post('/api/v1/jobs', { connection: 'acme', ...WINDOW });
    await leave();
    await workplace.sync(WINDOW);
    const later = await deskOf(workplace);
    const done = await later.get(`/api/v1/jobs/${asked.body.id}`);
    const list = await later.get('/api/v1/jobs?connection=acme&limit=1');

    expect([asked.status, asked.body.state]).toEqual([202, 'waiting']);
    expect(joined.body.id).toBe(asked.body.id);
    expect(done.body).toMatchObject({ state: 'done', outcome: { sync: { problems: [] } } });
    expect(list.body.items).toHaveLength(1);
  });

  it('shows deliveries, sends days again, and refuses while the output is paused', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    const desk = await deskOf(workplace);
    const dates = 'from=2026-05-12&to=2026-05-13';
    const replay = { output: 'tmas', ...WINDOW };

    const listed = await desk.get(`/api/v1/deliveries?${dates}&state=delivered&limit=4`);
    const paused = await desk.post('/api/v1/outputs/tmas/pause', { reason: 'receiver moves' });
    const refused = await desk.post('/api/v1/deliveries/replay', replay);
    await desk.post('/api/v1/outputs/tmas/resume');
    const marked = await desk.post('/api/v1/deliveries/replay', replay);
    const again = await desk.get(`/api/v1/deliveries?${dates}&state=resend`);
    const preview = await desk.get('/api/v1/outputs/tmas/preview?from=2026-05-12&to=2026-05-12&location=0001');

    expect([listed.body.items.length, listed.body.next]).toEqual([4, 4]);
    expect(paused.body.paused).toMatchObject({ reason: 'receiver moves' });
    expect([refused.status, refused.body.code]).toEqual([409, 'output.paused']);
    expect([marked.status, marked.body.days]).toEqual([202, 6]);
    expect(again.body.items).toHaveLength(6);
    expect(preview.body.text).toContain('Location ID');
  });

  it('deletes a connection: the POS takes the access back, figures stay, and only connecting brings it back', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    const desk = await deskOf(workplace);

    const unconfirmed = await desk.delete('/api/v1/connections/acme');
    const deleted = await desk.delete('/api/v1/connections/acme?confirm=acme');
    const list = await desk.get('/api/v1/connections');
    const schedule = await desk.get('/api/v1/schedule');
    const one = await desk.get('/api/v1/connections/acme');
    const figures = await desk.get('/api/v1/tallies?from=2026-05-12&to=2026-05-13');
    const begun = await desk.post('/api/v1/connections/acme/authorization');
    const address = await click(begun.body.url, 'approve');
    const back = await desk.post('/api/v1/connections/acme/authorization/return', { address });
    const again = await desk.post('/api/v1/connections/acme/authorization/return', { address });
    const revived = await desk.get('/api/v1/connections/acme');
    const audit = await desk.get('/api/v1/audit?subject=connection:acme&limit=1');

    expect([unconfirmed.status, unconfirmed.body.code]).toEqual([400, 'connection.confirm_missing']);
    expect(deleted.body).toEqual({ connection: 'acme', access: 'revoked', figures: 'kept' });
    expect([list.body.items, schedule.body.items]).toEqual([[], []]);
    expect([one.status, one.body.code]).toEqual([409, 'sync.connection_deleted']);
    expect(figures.body.items).toHaveLength(6);
    const cells = figures.body.items.flatMap((day: { cells: { sales: string }[] }) => day.cells);
    expect(cells.filter(({ sales }: { sales: string }) => !/^-?\d+\.\d\d$/.test(sales))).toEqual([]);
    expect(back.status).toBe(200);
    expect(back.body.shops).toHaveLength(3);
    expect(again.body.code).toBe('oauth.state_unknown');
    expect(audit.body.items).toMatchObject([
      { action: 'connection.authorize_refused', reason: 'oauth.state_unknown', actor: expect.stringMatching(/^key:/) },
    ]);
    expect(revived.body).toMatchObject({ active: true, access: 'valid' });
  });

  it('deletes the figures of a connection too where that is asked', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    await workplace.sync(WINDOW);
    const desk = await deskOf(workplace);
    const run = await keepLease(desk.store, 'connection:acme', 'an import');
    if (run === null) throw new Error('somebody works on the connection');

    const deleted = await desk.delete('/api/v1/connections/acme?confirm=acme&figures=delete');
    const late = desk.store.transaction(run.lease, () => Promise.resolve());
    const isRefused = await late.catch((error: unknown) => String(error).includes('store.fenced_off'));
    await run.release();
    const figures = await desk.get('/api/v1/tallies?from=2026-05-12&to=2026-05-13');
    await leave();

    expect(deleted.body.figures).toBe('deleted');
    expect(isRefused).toBe(true);
    expect(figures.body.items).toEqual([]);
    await expect(workplace.sync(WINDOW)).rejects.toThrow('sync.connection_deleted');
  });

  it('keeps API keys as hashes, shows a new one once, and turns a revoked one away', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const desk = await deskOf(workplace);

    const made = await desk.post('/api/v1/keys', { label: 'scripts' });
    const works = await desk.anonymous().get('/api/v1/keys').set('authorization', `Bearer ${made.body.key}`);
    const revoked = await desk.delete(`/api/v1/keys/${made.body.id}`);
    const refused = await desk.anonymous().get('/api/v1/keys').set('authorization', `Bearer ${made.body.key}`);
    const last = await desk.delete(`/api/v1/keys/${desk.key.split('_')[1]}`);
    const audit = await desk.get('/api/v1/audit');

    expect([made.status, works.status, revoked.status]).toEqual([201, 200, 200]);
    expect([refused.status, refused.body.code]).toEqual([401, 'api.key_refused']);
    expect([last.status, last.body.code]).toEqual([409, 'key.last']);
    expect(works.body.items.map((row: { label: string }) => row.label).toSorted()).toEqual(['first', 'scripts']);
    const said = JSON.stringify([works.body, audit.body]);
    expect(said).not.toContain(made.body.key.split('_').slice(2).join('_'));
  });

  it('tells the schedule, the plugins and the outputs, and tries an output', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const desk = await deskOf(workplace);

    const [schedule, plugins, outputs] = [
      await desk.get('/api/v1/schedule'),
      await desk.get('/api/v1/plugins'),
      await desk.get('/api/v1/outputs'),
    ];
    const trial = await desk.post('/api/v1/outputs/tmas/test');
    const check = await desk.post('/api/v1/connections/acme/check');

    expect(schedule.body.items).toMatchObject([
      { connection: 'acme', lastServed: null, nextDue: '2026-05-15T16:02:00Z', missed: 0 },
    ]);
    expect(plugins.body.items.map((row: { id: string }) => row.id)).toContain('csv');
    expect(outputs.body.items).toMatchObject([{ id: 'tmas', kind: 'csv', paused: null }]);
    expect(trial.body).toMatchObject({ output: 'tmas', found: { status: 'ok' } });
    expect(check.body.items.every((row: { status: string }) => row.status === 'ok')).toBe(true);
  });
});
