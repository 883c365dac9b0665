import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { LockFile, type LockHolder } from './lock-file.js';

const folder = mkdtempSync(join(tmpdir(), 'tillbridge-lock-'));
const children: ChildProcess[] = [];
let databases = 0;

function newDatabase(): string {
  databases += 1;
  return join(folder, `store${databases}.db`);
}

const ME: LockHolder = { process: process.pid, host: 'here', command: 'sync', since: '2026-03-02T12:00:00Z' };

/** Another process that takes the lock by its published form (an exclusive transaction, a name beside it). */
async function holdingProcess(database: string): Promise<ChildProcess> {
  const source = `
    const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))});
    new Database(${JSON.stringify(`${database}.lock`)}, { timeout: 0 }).exec('begin exclusive');
    require('node:fs').writeFileSync(${JSON.stringify(`${database}.holder.json`)},
      JSON.stringify({ process: process.pid, host: 'there', command: 'serve', since: '2026-03-02T11:00:00Z' }));
    process.stdout.write('held\\n');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of a SQLite database', () => {
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is taken by one, refused to the next and named after its holder', () => {
    const database = newDatabase();
    const first = new LockFile(database);
    const second = new LockFile(database);

    const taken = [first.tryTake(ME), second.tryTake({ ...ME, command: 'serve' })];

    expect(taken).toEqual([true, false]);
    expect([first.isHeld, second.isHeld]).toEqual([true, false]);
    expect(second.holder()).toEqual(ME);
    first.release();
  });

  it('stays with a holder that asks for it again', () => {
    const lock = new LockFile(newDatabase());
    lock.tryTake(ME);

    expect(lock.tryTake(ME)).toBe(true);
    expect(lock.isHeld).toBe(true);
    lock.release();
  });

  it('is free after a release, nobody is named any more, and the file stays', () => {
    const database = newDatabase();
    const first = new LockFile(database);
    const second = new LockFile(database);
    first.tryTake(ME);
    const file = statSync(`${database}.lock`).ino;

    first.release();
    first.release();

    expect(second.holder()).toBeNull();
    expect(second.tryTake(ME)).toBe(true);
    expect(statSync(`${database}.lock`).ino).toBe(file);
    second.release();
  });

  it('is refused while another process holds it, and freed by the kernel when that one is killed', async () => {
    const database = newDatabase();
    const lock = new LockFile(database);
    const child = await holdingProcess(database);

    const refused = lock.tryTake(ME);
    const named = lock.holder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const taken = lock.tryTake(ME);

    expect(refused).toBe(false);
    expect(named).toMatchObject({ process: child.pid, host: 'there', command: 'serve' });
    expect(taken).toBe(true);
    expect(lock.holder()).toEqual(ME);
    lock.release();
    expect(existsSync(`${database}.lock`)).toBe(true);
  });

  it('is seen as held by another process while this one holds it', async () => {
    const database = newDatabase();
    const lock = new LockFile(database);
    lock.tryTake(ME);
    const source = `
      const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))});
      try { new Database(${JSON.stringify(`${database}.lock`)}, { timeout: 0 }).exec('begin exclusive'); }
      catch (error) { process.stdout.write(error.code); }`;

    const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = await once(child.stdout, 'data');

    expect(String(said)).toBe('SQLITE_BUSY');
    lock.release();
  });

  it('names nobody where the name cannot be read', () => {
    const database = newDatabase();
    writeFileSync(`${database}.holder.json`, '{"process": 1');

    expect(new LockFile(database).holder()).toBeNull();
  });

  it('makes the folder of a new database, and says so where it cannot', () => {
    const lock = new LockFile(join(folder, 'new', 'store.db'));
    writeFileSync(join(folder, 'file'), 'no folder');
    const impossible = new LockFile(join(folder, 'file', 'store.db'));

    expect(lock.tryTake(ME)).toBe(true);
    expect(readFileSync(join(folder, 'new', 'store.db.holder.json'), 'utf8')).toContain('"host":"here"');
    expect(() => impossible.tryTake(ME)).toThrow('store.unavailable');
    lock.release();
  });
});
