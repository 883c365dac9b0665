import { statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CANARY, connection, expectRefused, typed, type Variant } from './refused.ts';

const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;

const TOO_MANY_ALIASES = Array.from({ length: 12 }, (_none, level) => {
  const above = level === 0 ? 'x' : `*l${level - 1}`;
  return `l${level}: &l${level} [${Array.from({ length: 10 }, () => above).join(', ')}]`;
}).join('\n');

const TEXTS: readonly Variant[] = [
  {
    name: 'B24 UTF-16',
    settings: Buffer.from('\ufeffserver: { port: 81 }\n', 'utf16le'),
    told: [['settings.bad_encoding', 'not UTF-8 text (it is UTF-16)', 'Save it as UTF-8']],
  },
  {
    name: 'B24 Latin-1',
    settings: Buffer.from('dataDirectory: données\n', 'latin1'),
    told: [['settings.bad_encoding', 'it holds bytes that no UTF-8 has']],
  },
  {
    name: 'B24 a file of 50 MB',
    settings: Buffer.alloc(50 * 1024 * 1024, '#'),
    told: [['settings.too_large', 'at most 1048576 bytes']],
  },
  {
    name: 'B24 aliases that multiply',
    settings: `${TOO_MANY_ALIASES}\n`,
    told: [['settings.too_large', 'at most 100000 values', 'aliases (*name)']],
  },
  {
    name: 'B24 lists within lists without end',
    settings: '['.repeat(200_000),
    told: [['settings.yaml_syntax', ':1:1', 'it nests too deeply']],
  },
];

const ADDRESSES: readonly Variant[] = [
  'http://tills.example.com',
  'https://tills.example.com/console',
  'https://tills.example.com/?a=1',
  `https://user:${CANARY}@tills.example.com`,
  'https://tills.example.com.',
].map((url) => ({
  name: `B22 the public address ${url.replace(CANARY, 'p')}`,
  settings: `server: { publicUrl: "${url}" }\n`,
  told: [['settings.bad_url', ':1:11 server.publicUrl:', 'or http:// for localhost, without path, query, user']],
}));

const BOTH = `server: { port: 81 }
database: { url: "postgresql://u:${CANARY}@h/d" }
${connection('label: "${LABEL}"')}outputs:
  - id: hook
    kind: webhook
    url: "https://chat.example/services/${CANARY}"
    secret: "\${HOOK_SECRET}"
    headers: { X-Door: ${CANARY} }
`;

describe('where the state is kept', () => {
  it('B21 a database in the machine’s memory is warned of', async () => {
    const settings = `database: { url: "sqlite:${MEMORY}/tillbridge-bad-input.db" }\n`;

    const { exitCode, out } = await typed({ settings });

    expect(exitCode).toBe(0);
    if (isMemory(MEMORY))
      expect(out).toMatch(/Warning: settings\.database_in_memory: .*tillbridge\.yaml:1 database\.url/);
  });

  it('B21 a number of replicas is no setting: any number may run on PostgreSQL, and SQLite’s lock refuses a second', async () => {
    await expectRefused({
      name: '',
      settings: 'replicas: 2\n',
      told: [['settings.unknown_key', ':1:1 replicas: unknown key.']],
    });
  });
});

function isMemory(path: string): boolean {
  try {
    return statfsSync(path).type === TMPFS;
  } catch {
    return false;
  }
}

describe('the address for browsers', () => {
  it.each(ADDRESSES)('$name', expectRefused);
});

describe('where each value comes from', () => {
  const environment = { LABEL: 'Acme', HOOK_SECRET: `whsec_${Buffer.from(CANARY.repeat(3)).toString('base64')}` };

  it('B23 is printed with file, line and variable, and nothing that a schema or a name calls a secret', async () => {
    const { exitCode, out, folder } = await typed({ settings: BOTH, environment, line: 'config print' });

    expect(exitCode).toBe(0);
    const line = (key: string) => out.split('\n').find((text) => text.startsWith(`${key} `)) ?? '';
    expect(line('server.host')).toMatch(/127\.0\.0\.1 +default$/);
    expect(line('server.port')).toMatch(new RegExp(`81 +${folder}/tillbridge\\.yaml:1$`));
    expect(line('database.url')).toContain('postgresql://u:***@h/d');
    expect(line('connections[0].label')).toMatch(/set +.*tillbridge\.yaml:4 \$LABEL$/);
    expect(line('outputs[0].secret')).toMatch(/set +.*\$HOOK_SECRET$/);
    expect(line('outputs[0].url')).toMatch(/ set +/);
    expect(line('outputs[0].headers.X-Door')).toMatch(/ set +/);
    expect(out).not.toContain(CANARY);
  });

  it('B23 is told of each secret in the file itself', async () => {
    const { out } = await typed({ settings: BOTH.replace(`/${CANARY}`, `/in?key=${CANARY}`), environment });

    const warned = [...out.matchAll(/Warning: settings\.secret_in_file: \S+:\d+ (\S+):/g)].map(([, key]) => key);
    expect(warned).toEqual(['database.url', 'outputs[0].url', 'outputs[0].headers.X-Door']);
  });

  it('B23 is one file: the one of the command line before that of the environment', async () => {
    const prepare = (folder: string) => {
      writeFileSync(join(folder, 'one.yaml'), 'server: { port: 1001 }\n');
      writeFileSync(join(folder, 'two.yaml'), 'server: { port: 1002 }\n');
    };
    const settings = 'server: { port: 1003 }\n';
    const named = { TILLBRIDGE_CONFIG: 'two.yaml' };

    const printed = await Promise.all([
      typed({ settings, prepare, environment: named, line: 'config print --config one.yaml' }),
      typed({ settings, prepare, environment: named, line: 'config print' }),
      typed({ settings, prepare, line: 'config print' }),
    ]);

    expect(printed.map(({ out }) => /server\.port +(\d+)/.exec(out)?.[1])).toEqual(['1001', '1002', '1003']);
  });
});

describe('a file of another form', () => {
  it.each(TEXTS)('$name', expectRefused);

  it('B24 a byte order mark and Windows line ends are fine, and lines are still counted right', async () => {
    const good = await typed({ settings: '\ufeffserver:\r\n  port: 81\r\n' });

    expect(good.exitCode).toBe(0);
    await expectRefused({
      name: '',
      settings: '\ufeffserver:\r\n  port: 81\r\n  hots: x\r\n',
      told: [['settings.unknown_key', ':3:3 server.hots:', 'Did you mean host?']],
    });
  });
});
