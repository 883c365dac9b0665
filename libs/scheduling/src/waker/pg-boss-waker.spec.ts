import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EXIT_CODES, TillbridgeError } from '@tillbridge/domain';
import { NO_LOG } from '@tillbridge/observability';
import { eventually } from '../../../../test/support/eventually.ts';
import { createDatabase } from '../../../../test/support/postgresql.ts';
import { PgBossWaker } from './pg-boss-waker.js';

const wakers: PgBossWaker[] = [];

function wakerOf(url: string): PgBossWaker {
  const waker = new PgBossWaker(url, NO_LOG);
  wakers.push(waker);
  return waker;
}

async function emptyDatabase(name: string): Promise<string> {
  const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'];
  if (server === undefined) throw new Error('the test set-up did not start PostgreSQL');
  return createDatabase(server, `waker_${process.pid}_${name}`);
}

describe('replicas', () => {
  afterEach(async () => {
    for (const waker of wakers.splice(0)) await waker.stop();
  });

  it('wake one another, even when they start together', async () => {
    const url = await emptyDatabase('together');
    const [one, two] = [wakerOf(url), wakerOf(url)];
    let woken = 0;
    const wake = (): void => {
      woken += 1;
    };
    await Promise.all([one.start(wake), two.start(wake)]);

    for (let messages = 1; messages <= 3; messages += 1) {
      one.wake();
      await eventually(() => woken >= messages, 'none of them woke');
    }

    expect(woken).toBeGreaterThanOrEqual(3);
  });

  it('take no harm from a message before the start or after the end', async () => {
    const waker = wakerOf(await emptyDatabase('early'));

    waker.wake();
    await waker.start(() => undefined);
    await waker.stop();
    waker.wake();

    await expect(waker.stop()).resolves.toBeUndefined();
  });

  it('say what to do where the database gives them no schema of their own', async () => {
    const url = await emptyDatabase('forbidden');
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const role = `nobody_${process.pid}`;
    await admin.query(`create role ${role} login`);
    await admin.end();
    const theirs = new URL(url);
    theirs.username = role;

    const refused = await wakerOf(theirs.toString())
      .start(() => undefined)
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ code: 'waker.unavailable' });
    expect(refused instanceof TillbridgeError && EXIT_CODES[refused.kind]).toBe(77);
    expect(String(refused)).toContain('pgboss');
  });
});
