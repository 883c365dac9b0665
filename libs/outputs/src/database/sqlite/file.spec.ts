import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { contextWith } from '../../testing/context.js';
import { dayWith } from '../../testing/day.js';
import { databaseDdl } from '../ddl.js';
import { createDatabaseOutput } from '../output.js';
import { readSqlite } from '../testing/receiver.js';

const NOBODY = 65_534;
const output = createDatabaseOutput(() => 0);

let folder: string;
let path: string;
let settings: Readonly<Record<string, unknown>>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillbridge-database-'));
  path = join(folder, 'tally.db');
  settings = { url: `sqlite:${path}` };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly problem?: string;
  readonly parameters?: { readonly statement?: string; readonly differences?: string };
}

async function deliver(over: Readonly<Record<string, unknown>> = {}, days = [dayWith()], by = output) {
  const receipts = await by.deliver(contextWith({ ...settings, ...over }), days);
  return receipts.map(({ status, cause }) => ({ status, cause, ...(cause?.detail as Told | undefined) }));
}

async function check(over: Readonly<Record<string, unknown>> = {}) {
  const { status, cause } = await output.check(contextWith({ ...settings, ...over }));
  return { status, problem: (cause?.detail as Told | undefined)?.problem };
}

function withDatabase<T>(work: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

describe('a file that is not there yet', () => {
  test('is made with its folder by a delivery, for owner and group, and with nothing beside it once it is closed', async () => {
    path = join(folder, 'new', 'tally.db');
    settings = { url: `sqlite:${path}` };

    const [receipt] = await deliver();

    expect(receipt?.status).toBe('accepted');
    expect(statSync(path).mode & 0o007).toBe(0);
    expect(readdirSync(join(folder, 'new'))).toEqual(['tally.db']);
  });

  test('is not made by a check', async () => {
    expect(await check()).toEqual({ status: 'ok', problem: undefined });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is not made where Tillbridge was told not to', async () => {
    const [receipt] = await deliver({ createTables: false });

    expect(receipt).toMatchObject({ status: 'retry', problem: 'database.file' });
    expect(await check({ createTables: false })).toEqual({ status: 'failed', problem: 'database.file' });
    expect(existsSync(path)).toBe(false);
  });

  test('is made from the printed statements as well', async () => {
    withDatabase((database) => database.exec(databaseDdl(settings)));

    const [receipt] = await deliver({ createTables: false });

    expect(receipt?.status).toBe('accepted');
    expect(await check({ createTables: false })).toEqual({ status: 'ok', problem: undefined });
  });
});

describe('a file that others use', () => {
  beforeEach(() => deliver());

  test('is read by others in the middle of a delivery', async () => {
    const reader = new Database(path, { readonly: true });
    reader.exec('begin');
    const read = () => reader.prepare('select max(revision) as r from tillbridge_cell').get();
    const before = read();

    const [receipt] = await deliver({}, [dayWith({ revision: 2 })]);
    const during = read();
    reader.exec('commit');

    expect([receipt?.status, before, during, read()]).toEqual(['accepted', { r: 1 }, { r: 1 }, { r: 2 }]);
    reader.close();
  });

  test.each(['wal', 'delete'])('with journal mode %s is written when its other writer is done', async (mode) => {
    withDatabase((database) => database.pragma(`journal_mode = ${mode}`));
    const writer = new Database(path);
    writer.exec('begin immediate; update tillbridge_cell set revision = revision');

    const delivery = deliver({}, [dayWith({ revision: 2 })]);
    const first = await Promise.race([delivery, new Promise((resolve) => setImmediate(() => resolve('waits')))]);
    writer.exec('commit');
    writer.close();

    expect(first).toBe('waits');
    expect((await delivery)[0]?.status).toBe('accepted');
    expect(withDatabase((database) => database.pragma('journal_mode', { simple: true }))).toBe(mode);
  });

  test('without a write-ahead log is committed when its reader is done', async () => {
    withDatabase((database) => database.pragma('journal_mode = delete'));
    const reader = new Database(path, { readonly: true });
    const rows = reader.prepare('select * from tillbridge_cell').iterate();
    rows.next();

    const delivery = deliver({}, [dayWith({ revision: 2 })]);
    const first = await Promise.race([delivery, new Promise((resolve) => setImmediate(() => resolve('waits')))]);
    rows.return?.();
    reader.close();

    expect(first).toBe('waits');
    expect((await delivery)[0]?.status).toBe('accepted');
  });

  test('and is locked too long is tried again', async () => {
    const writer = new Database(path);
    writer.exec('begin immediate');
    let pauses = 0;
    const patient = createDatabaseOutput(() => {
      pauses++;
      if (writer.inTransaction) writer.exec('rollback');
      return 0;
    });

    const [receipt] = await deliver({ lockSeconds: 1 }, [dayWith({ revision: 2 })], patient);

    expect([receipt?.status, pauses]).toEqual(['accepted', 1]);
    writer.close();
  });
});

describe('a file that cannot be written', () => {
  test('because it is no database is left as it is', async () => {
    const text = 'not a database, but long enough to be looked at as one. '.repeat(100);
    writeFileSync(path, text);

    expect(await deliver()).toMatchObject([{ status: 'retry', problem: 'database.damaged' }]);
    expect(await check()).toEqual({ status: 'failed', problem: 'database.damaged' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('because it is read-only for this user is told so, by a check too', async () => {
    await deliver();
    withDatabase((database) => database.pragma('journal_mode = delete'));
    chmodSync(path, 0o444);
    chmodSync(folder, 0o755);

    const told = await asNobody(async () => [await deliver({}, [dayWith({ revision: 2 })]), await check()]);

    expect(told).toMatchObject([
      [{ status: 'retry', problem: 'database.read_only' }],
      { problem: 'database.read_only' },
    ]);
  });

  test('because its folder may not be written is told so', async () => {
    chmodSync(folder, 0o555);

    const told = await asNobody(() => deliver());

    expect(told).toMatchObject([{ status: 'retry', problem: 'database.file' }]);
  });

  test('because the disk is full keeps what it had', async () => {
    const disk = smallDisk(folder);
    if (disk === null) return;
    try {
      path = join(disk, 'tally.db');
      settings = { url: `sqlite:${path}` };
      const [before] = await deliver();
      const filler = join(disk, 'filler');
      execFileSync('sh', ['-c', 'cat /dev/zero > "$0" 2>/dev/null || true', filler]);

      const full = await deliver(
        {},
        Array.from({ length: 40 }, (_, index) => dayWith({ location: `${index}`, revision: 2 })),
      );
      rmSync(filler);
      const [after] = await deliver({}, [dayWith({ revision: 2 })]);

      expect([before?.status, after?.status]).toEqual(['accepted', 'accepted']);
      expect(full[0]).toMatchObject({ status: 'retry', problem: 'database.no_space' });
      expect(full.at(-1)).toMatchObject({ status: 'retry', problem: 'database.no_space' });
      expect(readSqlite(path, 'select distinct revision from tillbridge_location_day')).toEqual([{ revision: 2 }]);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});

describe('a table that is not as it must be', () => {
  beforeEach(() => {
    withDatabase((database) => database.exec(databaseDdl(settings)));
  });

  test.each([
    ['a missing column', 'alter table tillbridge_cell drop column utc_offset_minutes', /utc_offset_minutes is missing/],
    [
      'sales as a float',
      `drop view tillbridge_daily; drop view tillbridge_hourly;
       alter table tillbridge_cell drop column sales; alter table tillbridge_cell add column sales real`,
      /sales is REAL, not text/,
    ],
  ])('(%s) is told by name before anything is written, and the statement mends it', async (_name, damage, says) => {
    withDatabase((database) => database.exec(damage));

    const [failed] = await deliver();
    const checked = await check();
    withDatabase((database) => database.exec(failed?.parameters?.statement ?? ''));

    expect(failed).toMatchObject({ status: 'retry', problem: 'database.columns_differ' });
    expect(failed?.parameters?.differences).toMatch(says);
    expect(checked.problem).toBe('database.columns_differ');
    expect(readSqlite(path, 'select * from tillbridge_location_day')).toEqual([]);
    expect(await deliver()).toMatchObject([{ status: 'accepted' }]);
  });

  test('but is a view is told as such', async () => {
    withDatabase((database) =>
      database.exec('drop table tillbridge_cell; create view tillbridge_cell as select 1 as x'),
    );

    expect(await deliver()).toMatchObject([{ status: 'retry', problem: 'database.not_a_table' }]);
  });

  test('and has a rule of somebody’s refuses its day alone and for good', async () => {
    withDatabase((database) =>
      database.exec(`create trigger closed before insert on tillbridge_cell when new.location_id = '0002'
        begin select raise(abort, 'store 0002 is closed'); end`),
    );

    const days = ['0001', '0002', '0003'].map((location) => dayWith({ location }));
    const receipts = await deliver({}, days);

    expect(receipts.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted']);
    expect(receipts[1]?.cause?.message).toContain('store 0002 is closed');
    expect(readSqlite(path, 'select location_id from tillbridge_location_day')).toEqual([
      { location_id: '0001' },
      { location_id: '0003' },
    ]);
  });
});

/** Does the work as a user without rights, since root may write anything. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Null where it may not be mounted. */
function smallDisk(parent: string): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const disk = mkdtempSync(join(parent, 'disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'pipe' });
    return disk;
  } catch {
    return null;
  }
}
