import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Canaries } from './canaries.ts';

/** Everything that the program wrote, said or sent, by name. */
export class Artifacts {
  private readonly kept = new Map<string, Buffer[]>();

  keep(name: string, content: string | Buffer): void {
    const pieces = this.kept.get(name) ?? [];
    this.kept.set(name, pieces);
    pieces.push(Buffer.from(content));
  }

  /** Every file below a folder as it lies there, but those whose purpose is to hold a secret. */
  keepFiles(folder: string, isExcepted: (path: string) => boolean): void {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      if (entry.isFile() && !isExcepted(name))
        this.keep(`file ${name}`, Buffer.concat([Buffer.from(`${name}\n`), readFileSync(path)]));
    }
  }

  /** Every table as text. */
  async keepPostgreSql(name: string, url: string): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    for (const table of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${table.name} t`);
      this.keep(`${name} ${table.name}`, rows.map(({ row }) => row).join('\n'));
    }
    await client.end();
  }

  keepSqlite(name: string, path: string): void {
    const database = new DatabaseSync(path, { readOnly: true });
    for (const { table } of database.prepare(`select name as "table" from sqlite_master where type = 'table'`).all()) {
      const rows = database.prepare(`select * from "${String(table)}"`).all();
      this.keep(`${name} ${String(table)}`, rows.map((row) => JSON.stringify(Object.values(row))).join('\n'));
    }
    database.close();
  }

  /** Of each artifact what was found in it; none where there is nothing. */
  traces(canaries: Canaries): string[] {
    return [...this.kept].flatMap(([name, pieces]) =>
      canaries
        .tracesIn(Buffer.concat(pieces))
        .map(({ secret, form, around }) => `${name}: ${secret} (${form}) in ${around}`),
    );
  }

  /** Whether a word stands anywhere: proof that what it tells of has happened. */
  has(word: string): boolean {
    return [...this.kept.values()].some((pieces) => pieces.some((piece) => piece.includes(word)));
  }

  get names(): string[] {
    return [...this.kept.keys()];
  }

  get sizeText(): string {
    const bytes = [...this.kept.values()].flat().reduce((sum, { length }) => sum + length, 0);
    return `${this.kept.size} artifacts of ${(bytes / 1_000_000).toFixed(1)} MB`;
  }
}
