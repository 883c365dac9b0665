/**
 * `npm run bench [-- 10000 100000 1000000]`: what an import costs beside a bare client that only downloads, parses and
 * folds the same pages. Server, product and bare client are processes of their own; all figures of one size come from
 * one run on one machine, so only the ratios mean anything elsewhere.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { measured, type Usage } from './measured.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SHOPS = 10;
const SALES_PER_DAY = 200;
const FIRST_DAY = '2024-01-01';
const SIZES = [10_000, 100_000, 1_000_000];

interface Server {
  readonly process: ChildProcess;
  readonly apiUrl: string;
  readonly authUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

interface Round {
  readonly sales: number;
  readonly bare: Usage;
  readonly first: Usage;
  readonly again: Usage;
}

const sizes = process.argv.slice(2).map(Number);
const rounds: Round[] = [];
for (const sales of sizes.length > 0 ? sizes : SIZES) {
  const round = await measureSize(sales);
  print(round);
  rounds.push(round);
}
printMemoryGrowth();

async function measureSize(sales: number): Promise<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-bench-'));
  const to = lastDay(sales);
  const bareServer = await startServer(sales);
  const bare = await measured(folder, bareArguments(bareServer, to, join(folder, 'bare.csv')));
  bareServer.process.kill();
  // Its own server: the bare client has used up the first refresh token of the other one.
  const server = await startServer(sales);
  try {
    const settings = join(folder, 'tillbridge.yaml');
    writeFileSync(settings, settingsText(folder, server));
    const product = productArguments(settings, to);
    const first = await measured(folder, product);
    const again = await measured(folder, product);
    checkFiles(join(folder, 'out'));
    return { sales, bare, first, again };
  } finally {
    server.process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function bareArguments(server: Server, to: string, file: string): string[] {
  const { apiUrl, authUrl, accountId, clientId, clientSecret, refreshToken } = server;
  const client = join(import.meta.dirname, 'bare-client.ts');
  return [client, apiUrl, authUrl, accountId, clientId, clientSecret, refreshToken, FIRST_DAY, to, file];
}

function productArguments(settings: string, to: string): string[] {
  const command = ['sync', 'acme', '--config', settings, '--from', FIRST_DAY, '--to', to, '--deliver'];
  return [join(ROOT, 'apps', 'cli', 'dist', 'main.js'), ...command];
}

async function startServer(sales: number): Promise<Server> {
  const days = Math.ceil(sales / (SHOPS * SALES_PER_DAY));
  const range = ['--from', FIRST_DAY, '--to', lastDay(sales), '--now', `${dayAfter(FIRST_DAY, days + 3)}T00:00:00Z`];
  const shape = ['--shops', String(SHOPS), '--sales-per-day', String(SALES_PER_DAY), '--bench', String(sales)];
  const main = join(ROOT, 'apps', 'simulator', 'dist', 'main.js');
  const child = spawn(process.execPath, [main, '--port', '0', '--json', ...range, ...shape], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the simulator left with ${code}`)));
  });
  return { process: child, ...(JSON.parse(line) as Omit<Server, 'process'>) };
}

function lastDay(sales: number): string {
  return dayAfter(FIRST_DAY, Math.ceil(sales / (SHOPS * SALES_PER_DAY)) - 1);
}

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function settingsText(folder: string, server: Server): string {
  const locations = Array.from({ length: SHOPS }, (_, index) => {
    const posId = String(index + 1);
    return `      - { posId: "${posId}", locationId: "${posId.padStart(4, '0')}" }`;
  });
  return `dataDirectory: ${folder}
database: { url: "sqlite:${join(folder, 'bench.db')}" }
encryptionKeyFile: ${join(folder, 'encryption.key')}
plugins: { directories: ["${join(ROOT, 'plugins')}"] }
connections:
  - id: acme
    label: Benchmark
    connector: lightspeed-r
    settings:
      apiUrl: ${server.apiUrl}
      authUrl: ${server.authUrl}
      clientId: ${server.clientId}
      clientSecret: ${server.clientSecret}
      refreshToken: ${server.refreshToken}
    locations:
${locations.join('\n')}
outputs:
  - { id: tmas, kind: csv, layout: tmas, directory: ${join(folder, 'out')}, repeat: overwrites }
`;
}

function checkFiles(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  if (files.length === 0 || files.some((name) => statSync(join(folder, name)).size === 0)) {
    throw new Error(`the import wrote no CSV into ${folder}`);
  }
}

function print({ sales, bare, first, again }: Round): void {
  const row = (name: string, usage: Usage, against: Usage): string =>
    [
      name.padEnd(22),
      `${usage.wall.toFixed(2)} s`.padStart(11),
      `${usage.cpu.toFixed(2)} s`.padStart(11),
      `${usage.peak.toFixed(0)} MiB`.padStart(10),
      `${(usage.wall / against.wall).toFixed(2)} wall`.padStart(12),
      `${(usage.cpu / against.cpu).toFixed(2)} cpu`.padStart(11),
    ].join('');
  process.stdout.write(
    [
      `\n${sales.toLocaleString('en-CA')} sales           wall        cpu       peak    times the bare client`,
      row('bare client', bare, bare),
      row('import', first, bare),
      row('import, unchanged', again, bare),
      '',
    ].join('\n'),
  );
}

function printMemoryGrowth(): void {
  const [smaller, larger] = rounds.slice(-2);
  if (smaller === undefined || larger === undefined) return;
  const ratio = (larger.first.peak / smaller.first.peak).toFixed(2);
  process.stdout.write(`\npeak at ${larger.sales} sales: ${ratio} times that at ${smaller.sales}\n`);
}
