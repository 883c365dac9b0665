import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  chmodSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { freePort } from '../../../../../test/support/free-port.ts';
import { startPostgreSql, type PostgreSqlServer } from '../../../../../test/support/postgresql.ts';
import { contextWith } from '../../testing/context.js';
import { dayWith } from '../../testing/day.js';
import { createDatabaseOutput } from '../output.js';
import { closedPort } from '../testing/receiver.js';

const output = createDatabaseOutput(() => 0);
const PASSWORD = 'p@ss:w/rd %25é';
const folder = mkdtempSync(join(tmpdir(), 'tillbridge-tls-'));

let server: PostgreSqlServer;
let admin: pg.Client;
let at: string;

beforeAll(async () => {
  server = await startPostgreSql({ port: await freePort() });
  at = new URL(server.url).host;
  admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create role writer login password '${PASSWORD}'; grant create on database postgres to writer`);
  await admin.query('create role plain login; create role walled login');
});
afterAll(async () => {
  await admin.end();
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function deliver(settings: Readonly<Record<string, unknown>>) {
  const context = contextWith({ schema: 'tally', ...settings });
  const [receipt] = await output.deliver(context, [dayWith()]);
  const check = await output.check(context);
  const told = receipt?.cause?.detail as { problem?: string } | undefined;
  expect(check.cause?.detail).toEqual(
    check.cause === undefined ? undefined : expect.objectContaining({ problem: told?.problem }),
  );
  return { status: receipt?.status, problem: told?.problem, text: JSON.stringify([receipt, check]) };
}

async function dataDirectory(): Promise<string> {
  const { rows } = await admin.query<{ data_directory: string }>('show data_directory');
  return rows[0]?.data_directory ?? '';
}

describe('a server that asks for a password', () => {
  beforeAll(async () => {
    const file = join(await dataDirectory(), 'pg_hba.conf');
    const rules = [
      'local all postgres trust',
      'host all postgres all trust',
      'host all walled all reject',
      'host all all all scram-sha-256',
    ];
    writeFileSync(file, `${rules.join('\n')}\n`);
    await admin.query('select pg_reload_conf()');
  });

  test('takes it from its own setting, or percent-encoded from the url', async () => {
    const inUrl = await deliver({ url: `postgresql://writer:${encodeURIComponent(PASSWORD)}@${at}/postgres` });
    const own = await deliver({ url: `postgresql://writer:other@${at}/postgres`, password: PASSWORD });

    expect([inUrl.problem, own.problem]).toEqual([undefined, undefined]);
    expect([inUrl.status, own.status]).toEqual(['accepted', 'unchanged']);
  });

  test.each([
    ['a wrong password', { url: 'postgresql://writer@AT/postgres', password: 'wrong-secret' }],
    ['a wrong password in the url', { url: 'postgresql://writer:wrong-secret@AT/postgres' }],
    ['no password', { url: 'postgresql://writer@AT/postgres' }],
    ['an unknown role', { url: 'postgresql://nobody:wrong-secret@AT/postgres' }],
    ['a role that pg_hba.conf rejects', { url: 'postgresql://walled:wrong-secret@AT/postgres' }],
  ])('says of %s that the login was refused, and repeats no password', async (_name, settings) => {
    const told = await deliver({ ...settings, url: settings.url.replace('AT', at) });

    expect(told).toMatchObject({ status: 'retry', problem: 'database.login_refused' });
    expect(told.text).not.toContain('wrong-secret');
    expect(told.text).toContain('alter role');
  });

  test('says of a database that is not there how to make it', async () => {
    const told = await deliver({ url: `postgresql://writer@${at}/no-such`, password: PASSWORD });

    expect(told).toMatchObject({ status: 'retry', problem: 'database.database_missing' });
    expect(told.text).toContain('create database \\"no-such\\";');
  });

  test('that is not there, or has no such name, is unreachable', async () => {
    const closed = await deliver({ url: `postgresql://writer@127.0.0.1:${await closedPort()}/postgres` });
    const nowhere = await deliver({ url: 'postgresql://writer@nowhere.invalid/postgres' });

    expect(closed).toMatchObject({ status: 'retry', problem: 'database.unreachable' });
    expect(nowhere).toMatchObject({ status: 'retry', problem: 'database.unreachable' });
  });
});

const withOpenssl = hasOpenssl() ? describe : describe.skip;

withOpenssl('encryption (needs openssl)', () => {
  const caFile = join(folder, 'ca.pem');
  const otherCa = join(folder, 'other.pem');

  test('is refused by a server that offers none, and never falls back to clear text', async () => {
    const told = await deliver({ url: `postgresql://writer@${at}/postgres`, password: PASSWORD, tls: 'verify' });

    expect(told).toMatchObject({ status: 'retry', problem: 'database.tls' });
  });

  describe('with a certificate of the company’s own authority', () => {
    beforeAll(async () => {
      makeAuthority('ca');
      makeAuthority('other');
      openssl('req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=localhost');
      writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost');
      openssl(
        'x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.crt -extfile names -days 1',
      );
      const data = await dataDirectory();
      const { uid, gid } = statSync(data);
      for (const name of ['server.key', 'server.crt']) {
        copyFileSync(join(folder, name), join(data, name));
        chmodSync(join(data, name), 0o600);
        chownSync(join(data, name), uid, gid);
      }
      appendFileSync(join(data, 'postgresql.auto.conf'), 'ssl = on\n');
      await admin.query('select pg_reload_conf()');
    });

    const local = () => `postgresql://writer@localhost:${new URL(server.url).port}/postgres`;
    const encrypted = { password: PASSWORD, tls: 'verify' };

    test('is used where the authority is named', async () => {
      const told = await deliver({ ...encrypted, url: local(), caFile });

      expect(told).toMatchObject({ status: 'unchanged' });
    });

    test.each([
      ['the authority is not named', {}],
      ['another authority is named', { caFile: otherCa }],
    ])('is refused where %s', async (_name, over) => {
      const told = await deliver({ ...encrypted, url: local(), ...over });

      expect(told).toMatchObject({ status: 'retry', problem: 'database.tls' });
    });

    test('is refused where the certificate names another host', async () => {
      const told = await deliver({ ...encrypted, url: `postgresql://writer@${at}/postgres`, caFile });

      expect(told).toMatchObject({ status: 'retry', problem: 'database.tls' });
    });

    test('is refused where the file of the authority cannot be read', async () => {
      const told = await deliver({ ...encrypted, url: local(), caFile: join(folder, 'none.pem') });

      expect(told).toMatchObject({ status: 'retry', problem: 'database.tls' });
      expect(told.text).toContain('none.pem');
    });
  });
});

function hasOpenssl(): boolean {
  try {
    openssl('version');
    return true;
  } catch {
    return false;
  }
}

function makeAuthority(name: string): void {
  openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${name}.key -out ${name}.pem -days 2 -subj /CN=${name}`);
}

function openssl(words: string): void {
  execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'pipe' });
}
