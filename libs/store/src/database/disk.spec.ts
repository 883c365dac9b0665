import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashSale, saveSales, salesBetween } from '../ledger/sale-ledger.js';
import { aPart, aSale, NOON, write } from '../testing/builders.js';
import { LockFile } from '../work/lock-file.js';
import { Store } from './store.js';

const folder = mkdtempSync(join(tmpdir(), 'tillbridge-disk-'));
const disk = join(folder, 'disk');
const rest = join(disk, 'rest');
const mounted = mountSmallDisk();
const onSmallDisk = mounted === null ? it : it.skip;

function asRoot(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: 'pipe' });
}

/** Null when it worked; else why not. */
function mountSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'only Linux has tmpfs';
  if (process.getuid?.() !== 0) return 'only root may mount';
  try {
    mkdirSync(disk);
    asRoot('mount', '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk);
    return null;
  } catch (error) {
    return String(error);
  }
}

function fill(): void {
  execFileSync('sh', ['-c', 'cat /dev/zero > "$0" 2>/dev/null || true', rest]);
}

async function saveUntilFull(store: Store): Promise<{ saved: string[]; failure: unknown }> {
  const saved: string[] = [];
  for (let batch = 0; batch < 1_000; batch++) {
    const ids = Array.from({ length: 100 }, (_, index) => `${batch}-${index}`);
    const sales = ids.map((id) => hashSale(aSale({ id, completedAt: NOON + batch })));
    try {
      await write(store, (session) => saveSales(session, 'acme', sales));
    } catch (failure) {
      return { saved, failure };
    }
    saved.push(...ids);
  }
  throw new Error('the disk did not fill');
}

describe('a SQLite store on a disk that is full', () => {
  beforeAll(() => {
    if (mounted !== null) process.stdout.write(`tests of a full disk are skipped: ${mounted}\n`);
  });
  afterAll(() => {
    if (mounted === null) asRoot('umount', '-l', disk);
    rmSync(folder, { recursive: true, force: true });
  });

  onSmallDisk('says so, keeps all that was saved before, and goes on when there is space again', async () => {
    const filler = join(disk, 'filler');
    writeFileSync(filler, Buffer.alloc(400_000));
    const settings = { kind: 'sqlite', path: join(disk, 'store.db') } as const;
    const store = await Store.open(settings);
    await store.migrate();

    const { saved, failure } = await saveUntilFull(store);
    const readable = (await salesBetween(store.read, aPart())).map(({ id }) => id);
    await store.close();
    const again = await Store.open(settings);
    const afterRestart = (await salesBetween(again.read, aPart())).map(({ id }) => id);
    rmSync(filler);
    const next = await write(again, (session) => saveSales(session, 'acme', [hashSale(aSale({ id: 'next' }))]));

    expect(failure).toMatchObject({ code: 'store.no_space', kind: 'failed' });
    expect(String(failure)).toContain(settings.path);
    expect(saved.length).toBeGreaterThan(100);
    expect(readable.toSorted()).toEqual(saved.toSorted());
    expect(afterRestart.toSorted()).toEqual(saved.toSorted());
    expect(next).toHaveLength(1);
    await again.close();
  });

  onSmallDisk('cannot be made there, and says so', async () => {
    fill();

    const opening = Store.open({ kind: 'sqlite', path: join(disk, 'new.db') });

    await expect(opening).rejects.toMatchObject({ code: 'store.no_space' });
    rmSync(rest);
  });

  onSmallDisk('can be locked all the same, without a name beside the lock', () => {
    fill();
    const lock = new LockFile(join(disk, 'full.db'));

    const taken = lock.tryTake({ process: 1, host: 'here', command: 'sync', since: '' });

    expect(taken).toBe(true);
    expect(lock.holder()).toBeNull();
    lock.release();
    rmSync(rest);
  });

  onSmallDisk('that became read-only refuses to write with a reason, and cannot be opened without one', async () => {
    const settings = { kind: 'sqlite', path: join(disk, 'store.db') } as const;
    const store = await Store.open(settings);
    await store.close();
    asRoot('mount', '-o', 'remount,ro', disk);

    const opening = Store.open(settings).then((opened) =>
      write(opened, (session) => saveSales(session, 'acme', [hashSale(aSale({ id: 'never' }))])),
    );

    await expect(opening).rejects.toMatchObject({ code: expect.stringMatching(/^store\.(read_only|unavailable)$/) });
    await expect(opening).rejects.toThrow(settings.path);
    asRoot('mount', '-o', 'remount,rw', disk);
  });
});

describe('a new file', () => {
  it('is for owner and group alone, with what SQLite makes beside it and the folder', async () => {
    const made = mkdtempSync(join(tmpdir(), 'tillbridge-disk-'));
    const inside = join(made, 'var');
    const store = await Store.open({ kind: 'sqlite', path: join(inside, 'store.db') });
    await store.migrate();

    const modes = [inside, ...['', '-wal', '-shm'].map((end) => join(inside, `store.db${end}`))].map(
      (path) => statSync(path).mode & 0o007,
    );

    expect(modes).toEqual([0, 0, 0, 0]);
    await store.close();
    rmSync(made, { recursive: true });
  });
});

describe('a file that is no database of Tillbridge', () => {
  it('is refused and left as it is', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'tillbridge-disk-')), 'store.db');
    const text = 'not a database, but long enough to be looked at as one. '.repeat(100);
    writeFileSync(path, text);

    const opening = Store.open({ kind: 'sqlite', path });

    await expect(opening).rejects.toMatchObject({ code: 'store.damaged' });
    expect(statSync(path).size).toBe(text.length);
    rmSync(join(path, '..'), { recursive: true });
  });

  it('is told to be unreachable where its folder cannot be made', async () => {
    const opening = Store.open({ kind: 'sqlite', path: '/dev/null/store.db' });

    await expect(opening).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});
