import { randomBytes } from 'node:crypto';
import pg from 'pg';

export interface Schema {
  readonly name: string;
  /** As the superuser of the test server, with the schema on the search path; no rows where a table is not there. */
  query(text: string, parameters?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** A schema that is made by the output itself or by the test, and is gone afterwards. */
export async function openSchema(url: string): Promise<Schema> {
  const name = `s_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set search_path to "${name}"`);
  return {
    name,
    async query(text, parameters = []) {
      try {
        const answer = await client.query<Record<string, unknown>>(text, [...parameters]);
        return answer.rows;
      } catch (error) {
        if (text.startsWith('select') && (error as { code?: string }).code === '42P01') return [];
        throw error;
      }
    },
    async drop() {
      await client.query(`drop schema if exists "${name}" cascade`);
      await client.end();
    },
  };
}
