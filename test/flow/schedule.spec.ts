import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { HOUR } from '@tillbridge/domain';
import { scheduleStatus } from '@tillbridge/scheduling';
import { insertJob, jobById, jobList, leaseHolder, Store } from '@tillbridge/store';
import type { Child } from '../support/child.ts';
import { ChildScheduler } from '../support/child-scheduler.ts';
import { eventually } from '../support/eventually.ts';
import { describeOnBothDatabases } from '../support/on-both-databases.ts';
import { differences } from '../support/truth.ts';
import { Workplace } from '../support/workplace.ts';

const ACCOUNT = { now: '2026-05-15T10:30:00Z', from: '2026-05-05', to: '2026-05-20' };
const FIRST = { from: '2026-05-09', to: '2026-05-14', ignoreOtherDates: true };
const SECOND = { ...FIRST, to: '2026-05-15' };
const NEXT_BUT_ONE = '2026-05-15T12:02:00Z';
const children: Child[] = [];

/** Whole processes start and stop here. */
jest.setTimeout(180_000);

function start(workplace: Workplace): Child {
  const child = ChildScheduler.start(workplace);
  children.push(child);
  return child;
}

async function endAll(): Promise<void> {
  for (const child of children.splice(0)) {
    child.send('SIGCONT');
    child.send('SIGKILL');
    await child.ended();
  }
  for (const store of looks.values()) await store.close();
  looks.clear();
}

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await eventually(isSo, () => `waited in vain: ${what}\n${children.map(({ text }) => text).join('\n')}`, 60_000);
}

/** Lets time pass for the POS and for everybody who reads it. */
function advance(workplace: Workplace, milliseconds: number): void {
  workplace.simulator.control('clock', { advance: milliseconds / 1000 });
  ChildScheduler.setClock(workplace);
}

const looks = new Map<string, Store>();

/** A look into the database beside whoever works on it. */
async function looking<T>({ databaseUrl: url }: Workplace, look: (store: Store) => Promise<T>): Promise<T> {
  const isSqlite = url.startsWith('sqlite:');
  const settings = isSqlite
    ? { kind: 'sqlite' as const, path: url.slice('sqlite:'.length) }
    : { kind: 'postgresql' as const, url };
  const store = looks.get(url) ?? (await Store.open(settings));
  looks.set(url, store);
  return look(store);
}

function standing(workplace: Workplace) {
  const schedule = { type: 'hourly' as const, startTime: '00:02' };
  const shape = { connector: 'c', active: true, settings: {}, locations: [], tallies: {} };
  const connections = [{ id: 'acme', label: 'a', schedule, ...shape }];
  const clock = { now: () => workplace.simulator.now() };
  return looking(workplace, async (store) => (await scheduleStatus(store, { settings: { connections }, clock }))[0]);
}

async function isServed(workplace: Workplace): Promise<boolean> {
  const status = await standing(workplace);
  return status !== undefined && status.lastServed !== null && status.missed === 0 && status.openJobs.length === 0;
}

async function isDelivered(workplace: Workplace, window: typeof FIRST): Promise<boolean> {
  return (await isServed(workplace)) && differences(workplace, window).length === 0;
}

afterEach(endAll);

describeOnBothDatabases('a daemon', (workplaces) => {
  it('reads, folds and delivers by itself, and catches up with one run after a night off', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const first = start(workplace);
    await first.says('started');
    await until('the first run', () => isDelivered(workplace, FIRST));
    first.begin();
    await first.says('stopped');
    advance(workplace, 19 * HOUR);
    const second = start(workplace);
    await until('the catch-up', () => isDelivered(workplace, SECOND));

    expect(await runsOf(workplace)).toEqual([1, 1]);
    expect(await standing(workplace)).toMatchObject({
      lastServed: Date.parse('2026-05-16T05:02:00Z'),
      nextDue: Date.parse('2026-05-16T06:02:00Z'),
      timeZone: 'America/Toronto',
    });
    second.begin();
    await second.says('stopped');
  });

  it('goes on where one that was killed has left off', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    workplace.simulator.control('faults', { kind: 'slow', delay: 20_000, path: '/Sale.json', times: 1, skip: 2 });
    const killed = start(workplace);
    await untilSlow(workplace);
    killed.send('SIGKILL');
    await killed.ended();
    await leasesRunOut(workplace);

    start(workplace);
    await until('another has done it', () => isDelivered(workplace, FIRST));

    expect(await runsOf(workplace)).toEqual([2]);
  });

  it('that is told to stop while it reads ends soon, and the next one goes on', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    workplace.simulator.control('faults', { kind: 'slow', delay: 60_000, path: '/Sale.json', times: 1, skip: 2 });
    const stopped = start(workplace);
    await untilSlow(workplace);
    const told = performance.now();
    stopped.begin();
    await stopped.says('stopped');
    const took = performance.now() - told;

    start(workplace);
    await until('the next has done it', () => isDelivered(workplace, FIRST));

    expect(took).toBeLessThan(15_000);
    expect(await runsOf(workplace)).toEqual([2]);
  });

  it('reads the hour that is due before it goes on with weeks that a person asked for', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, from: '2026-04-20' });
    const daemon = start(workplace);
    await daemon.says('started');
    await until('the first run', () => isDelivered(workplace, FIRST));
    workplace.simulator.control('faults', { kind: 'slow', delay: 200, path: '/Sale.json', times: null });
    const weeks = { from: '2026-04-20', to: '2026-05-14' };
    const id = await looking(workplace, (store) => askFor(store, weeks, workplace.simulator.now()));
    const jobOf = () => looking(workplace, (store) => jobById(store.read, id));
    // A replica hears of a job that was written beside it no sooner than it looks by itself: at a slot that is due.
    advance(workplace, HOUR);
    await until('the weeks are begun', async () => (await jobOf())?.state === 'running');

    advance(workplace, HOUR);
    await until('the hour is served', async () => (await standing(workplace))?.lastServed === Date.parse(NEXT_BUT_ONE));
    const meanwhile = (await jobOf())?.state;
    await answerQuickly(workplace);
    await until('the weeks are read', async () => (await jobOf())?.state === 'done');

    expect(meanwhile).toBe('running');
    expect((await jobOf())?.attempts).toBe(1);
    await until('all is delivered', () => isDelivered(workplace, FIRST));
    daemon.begin();
    await daemon.says('stopped');
  });

  it('finds what was edited between two imports within one second of the POS, although the second one gives way', async () => {
    const workplace = await workplaces.open({ ...ACCOUNT, from: '2026-04-20' });
    const weeks = { from: '2026-04-20', to: '2026-05-14' };
    const jobOf = (id: string) => looking(workplace, (store) => jobById(store.read, id));
    const isDone = async (id: string) => (await jobOf(id))?.state === 'done';
    const sales = ['09', '10', '11', '12', '13'].map(
      (day) =>
        workplace.simulator.control('sales/add', { shopID: 1, completeTime: `2026-05-${day}T18:10:00Z` }) as {
          readonly saleID: number;
        },
    );
    const before = start(workplace);
    await before.says('started');
    await until('the first run', () => isServed(workplace));
    const first = await looking(workplace, (store) => askFor(store, weeks, workplace.simulator.now()));
    advance(workplace, HOUR);
    await until('the weeks are read', async () => (await isDone(first)) && (await isServed(workplace)));
    before.begin();
    await before.says('stopped');
    for (const { saleID } of sales) workplace.simulator.control('sales/void', { saleID });
    workplace.simulator.control('faults', { kind: 'slow', delay: 200, path: '/Sale.json', times: null });
    const second = await looking(workplace, (store) => askFor(store, weeks, workplace.simulator.now()));

    start(workplace);
    await until('the weeks are begun again', async () => typeof (await jobOf(second))?.asOf === 'number');
    advance(workplace, HOUR);
    await until('the hour is served', () => isServedSince(workplace, workplace.simulator.now() - HOUR));
    const meanwhile = (await jobOf(second))?.state;
    await answerQuickly(workplace);
    await until('the weeks are read again', () => isDone(second));
    advance(workplace, HOUR);
    await until('all is delivered', () => isDelivered(workplace, FIRST));

    expect(meanwhile).toBe('running');
  });

  it('of which there are many at once reads each hour once, and ends right', async () => {
    const workplace = await workplaces.open(ACCOUNT);
    const all = [start(workplace), start(workplace), start(workplace)];
    const isShared = workplace.databaseUrl.startsWith('postgresql:');
    for (const child of all) await child.says(isShared ? 'started' : '(started|refused)');
    await until('the first run', () => isDelivered(workplace, FIRST));

    for (const hours of [1, 1, 1, 1, 15]) {
      advance(workplace, hours * HOUR);
      await until(`${hours} h later`, () => isServed(workplace));
    }
    await until('the last day', () => isDelivered(workplace, SECOND));

    expect(await runsOf(workplace)).toEqual([1, 1, 1, 1, 1, 1]);
    const refused = all.filter(({ text }) => /^refused .*serve\.already_running/m.test(text));
    expect(refused).toHaveLength(isShared ? 0 : 2);
  });
});

describe('a replica that was frozen', () => {
  const opened: Workplace[] = [];

  afterEach(async () => {
    for (const workplace of opened.splice(0)) await workplace.close();
  });

  it('writes nothing when it thaws after another has taken over', async () => {
    const workplace = await Workplace.open('PostgreSQL', ACCOUNT);
    opened.push(workplace);
    workplace.simulator.control('faults', { kind: 'slow', delay: 3_000, path: '/Sale.json', times: 1, skip: 2 });
    const frozen = start(workplace);
    await untilSlow(workplace);
    frozen.send('SIGSTOP');
    await leasesRunOut(workplace);
    const other = start(workplace);
    await other.says('started');
    await until('the other has done it', () => isDelivered(workplace, FIRST));
    const [stamps, runs] = [workplace.stamps(), await runsOf(workplace)];

    frozen.send('SIGCONT');
    await until('nobody works any more', async () => (await holderOf(workplace)) === null);
    frozen.begin();
    await frozen.says('stopped');

    expect(runs).toEqual([2]);
    expect(await runsOf(workplace)).toEqual([2]);
    expect(workplace.stamps()).toEqual(stamps);
    expect(differences(workplace, FIRST)).toEqual([]);
  });
});

/** What half a minute does: the leases of a process that died or stands still run out by the database's clock. */
async function leasesRunOut({ databaseUrl }: Workplace): Promise<void> {
  if (databaseUrl.startsWith('sqlite:')) return;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('update lease set expires_at = 0');
  await client.end();
}

function holderOf(workplace: Workplace): Promise<string | null> {
  return looking(workplace, (store) => leaseHolder(store.read, 'connection:acme'));
}

async function isServedSince(workplace: Workplace, instant: number): Promise<boolean> {
  const served = (await standing(workplace))?.lastServed ?? null;
  return served !== null && served > instant;
}

/** As a command beside the daemon does. */
function askFor(store: Store, window: { readonly from: string; readonly to: string }, now: number): Promise<string> {
  const request = { connection: 'acme', deliver: false, ...window, acceptVanished: false };
  const job = { id: randomUUID(), kind: 'import', connectionId: 'acme', request: JSON.stringify(request) };
  return store.transaction(null, (session) => insertJob(session, { ...job, requestedBy: 'test', requestedAt: now }));
}

/** How often each job of the schedule was begun, oldest first. */
async function runsOf(workplace: Workplace): Promise<number[]> {
  const jobs = await looking(workplace, (store) => jobList(store.read, { limit: 100, offset: 0 }));
  return jobs.map(({ attempts }) => attempts).toReversed();
}

async function answerQuickly({ simulator }: Workplace): Promise<void> {
  await fetch(`${simulator.origin}/simulator/faults`, { method: 'DELETE' });
}

/** Until the POS has begun the answer that it draws out. */
async function untilSlow({ simulator }: Workplace): Promise<void> {
  await until('the POS is asked', async () => {
    const answer = (await (await fetch(`${simulator.origin}/simulator/faults`)).json()) as { faults: unknown[] };
    return answer.faults.length === 0;
  });
}
