import pg from 'pg';
import type { Workplace } from './workplace.ts';

/** Does what half a minute would: the leases of a process that died run out by the clock of the database. */
export async function leasesRunOut({ databaseUrl }: Pick<Workplace, 'databaseUrl'>): Promise<void> {
  if (!databaseUrl.startsWith('postgresql:')) return;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ there: string | null }>(`select to_regclass('lease')::text as there`);
  if (rows[0]?.there !== null) await client.query('update lease set expires_at = 0');
  await client.end();
}
