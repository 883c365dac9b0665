import { readFileSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { createDatabase } from '../postgresql.ts';

let roles = 0;

/** A database of its own whose owner has to show a password, on the server of the tests. */
export class PasswordRole {
  private constructor(
    readonly name: string,
    /** By the superuser, who needs none. */
    readonly adminUrl: string,
  ) {}

  /** @param database where absent, a new one is made */
  static async make(password: string, database?: string): Promise<PasswordRole> {
    const server = process.env['TILLBRIDGE_TEST_POSTGRESQL'];
    if (server === undefined) throw new Error('the test set-up did not start PostgreSQL');
    roles += 1;
    const name = `planted_${process.pid}_${roles}`;
    const role = new PasswordRole(name, database ?? (await createDatabase(server, `${name}_db`)));
    const { rows } = await role.query<{ hba_file: string }>('show hba_file');
    await role.query(`create role ${name} login`);
    await role.changePassword(password);
    await role.query(`alter database "${role.database}" owner to ${name}`);
    const file = rows[0]?.hba_file ?? '';
    writeFileSync(file, `host all ${name} 127.0.0.1/32 scram-sha-256\n${readFileSync(file, 'utf8')}`);
    await role.query('select pg_reload_conf()');
    return role;
  }

  get database(): string {
    return new URL(this.adminUrl).pathname.slice(1);
  }

  get server(): { readonly host: string; readonly port: number } {
    const { hostname, port } = new URL(this.adminUrl);
    return { host: hostname, port: Number(port) };
  }

  async changePassword(password: string): Promise<void> {
    await this.query(`alter role ${this.name} password '${password.replaceAll("'", "''")}'`);
  }

  private async query<Row extends pg.QueryResultRow>(text: string): Promise<pg.QueryResult<Row>> {
    const client = new pg.Client({ connectionString: this.adminUrl });
    await client.connect();
    try {
      return await client.query<Row>(text);
    } finally {
      await client.end();
    }
  }
}
