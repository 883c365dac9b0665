import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tillbridge } from './terminal.ts';

const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes....').toString('base64')}`;

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tillbridge-outputs-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function type(line: string, outputs: string) {
  writeFileSync(join(folder, 'tillbridge.yaml'), `outputs:\n${outputs}`);
  return tillbridge({ folder, simulator: { now: () => 0, clientSecret: '' } as never }, line);
}

describe('outputs ddl', () => {
  it('prints what makes the tables, and nothing else', async () => {
    const { exitCode, out, err } = await type(
      'outputs ddl warehouse',
      '  - { id: warehouse, kind: database, url: "postgresql://tally@db.example.org/bi", schema: pos }\n',
    );

    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(/^create schema .*pos/i);
    expect(out).toMatch(/create table .*tillbridge_/i);
  });

  it('refuses a kind without tables', async () => {
    const { exitCode, err } = await type(
      'outputs ddl tmas',
      '  - { id: tmas, kind: csv, layout: tally, directory: out }\n',
    );

    expect(exitCode).toBe(2);
    expect(err).toMatch(/^outputs\.no_tables: Output tmas is of kind csv/);
  });
});

describe('outputs test', () => {
  it('posts one signed event without figures to a webhook', async () => {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        bodies.push(body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;

    const { exitCode, out } = await type(
      'outputs test bi',
      `  - { id: bi, kind: webhook, url: "http://127.0.0.1:${port}/in", secret: "${SECRET}" }\n`,
    );
    await new Promise((resolve) => server.close(resolve));

    expect({ exitCode, bodies }).toEqual({
      exitCode: 0,
      bodies: [expect.stringContaining('"type":"tillbridge.test"')],
    });
    expect(out).toMatch(/^output bi {2}ok {2}127\.0\.0\.1:\d+ took the test event /);
  });

  it('looks at any other kind without writing, below the working directory', async () => {
    const { exitCode, out } = await type(
      'outputs test tmas',
      '  - { id: tmas, kind: csv, layout: tally, directory: out }\n',
    );

    expect(exitCode).toBe(0);
    expect(out).toContain(`output tmas  ok  ${join(folder, 'out')}`);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('tells what is in the way, and names an output that is not there', async () => {
    writeFileSync(join(folder, 'out'), 'a file stands in the way');
    const csv = '  - { id: tmas, kind: csv, layout: tally, directory: out }\n';

    const blocked = await type('outputs test tmas', csv);
    const unknown = await type('outputs test tams', csv);

    expect([blocked.exitCode, unknown.exitCode]).toEqual([1, 2]);
    expect(blocked.err).toMatch(/^output\.not_writable: /);
    expect(unknown.err).toContain('Did you mean tmas?');
  });
});
