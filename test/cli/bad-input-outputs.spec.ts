import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CANARY, connection, expectRefused, typed, type Variant } from './refused.ts';

const csv = (rest: string) => `outputs:\n  - { id: t, kind: csv, layout: tally, directory: out, ${rest} }\n`;
const database = (rest: string) => `outputs:\n  - { id: bi, kind: database, ${rest} }\n`;
const UID = String(process.getuid?.() ?? '?');

/* Two rows of one location-day never share a file: {location} and {date} must both stand in its name. */
const FILE_NAMES: readonly Variant[] = [
  ['that leaves the folder', '"../../etc/{location}_{date}.csv"'],
  ['that is absolute', '"/etc/{location}_{date}.csv"'],
  ['with a NUL', '"a\\0{location}_{date}.csv"'],
  ['without the date', '"{location}.csv"'],
  ['that two locations would share', '"{date}.csv"'],
].map(([what = '', name = '']) => ({
  name: `B15 a file name ${what}`,
  settings: csv(`fileName: ${name}`),
  told: [['plugin.setting_rule', ':2:56 fileName', '{location} and {date} in it, so that no two days share a file']],
}));

/* The decimal mark is no setting: it is always a point, which no delimiter may be. */
const DELIMITERS: readonly Variant[] = [
  ['that is empty', '""'],
  ['that is a quote', `'"'`],
  ['that is a line end', '"\\n"'],
  ['that is the decimal mark', '"."'],
].map(([what = '', sign = '']) => ({
  name: `B16 a delimiter ${what}`,
  settings: csv(`delimiter: ${sign}`),
  told: [['plugin.setting_choice', ':2:56 delimiter', 'Choose one of: ",", ";", tab.']],
}));

/* Nothing of ours locks a file, so a network share needs no lock mode of its own. */
const FOLDERS: readonly Variant[] = [
  {
    name: 'B17 an output folder that is missing and must not be made',
    settings: csv('createDirectory: false'),
    line: 'outputs test t',
    exitCode: 1,
    said: 'output t  FAILED\n',
    told: [['output.not_writable', `user id ${UID}`, 'ENOENT', 'has mode 0', `chown ${UID} /`, '"directory"']],
  },
  {
    name: 'B17 an output folder in whose place a file stands',
    settings: csv('header: true'),
    prepare: (folder) => writeFileSync(join(folder, 'out'), ''),
    line: 'outputs test t',
    exitCode: 1,
    said: 'output t  FAILED\n',
    told: [['output.not_writable', `user id ${UID}`, 'ENOTDIR', '/out belongs to']],
  },
  {
    name: 'B17 the folder of a database file in whose place a file stands',
    settings: database('url: "sqlite:out/tally.db"'),
    prepare: (folder) => writeFileSync(join(folder, 'out'), ''),
    line: 'outputs test bi',
    exitCode: 1,
    said: 'output bi  FAILED\n',
    told: [['output.not_writable', '/out/tally.db', `user id ${UID}`]],
  },
];

const ADDRESSES: readonly Variant[] = [
  ...['mysql://u@h/d', 'sqlite::memory:', 'postgresql://u@h', 'tally.db'].map((url) => ({
    name: `B18 the output database ${url}`,
    settings: database(`url: "${url}"`),
    told: [['plugin.setting_rule', ':2:31 url', 'sqlite:path/to/file.db or postgresql://user@host:5432/database']],
  })),
  ...['mysql://u@h/d', 'sqlite::memory:', 'tillbridge.db'].map((url) => ({
    name: `B18 the own database ${url}`,
    settings: `database: { url: "${url}" }\n`,
    told: [['settings.bad_url', ':1:13 database.url:', 'sqlite:<path> or postgresql://']],
  })),
  {
    name: 'B18 the password in an address that is refused, which is not repeated',
    settings: `database: { url: "postgresql:/u:${CANARY}@h/d" }\n` + database(`url: "postgres:/u:${CANARY}@h/d"`),
    told: [
      ['settings.bad_url', ':1:13'],
      ['plugin.setting_rule', ':3:31 url'],
    ],
  },
  ...['"tally; drop table x"', `"${'t'.repeat(64)}"`, '"Tally"', '"1st"'].map((name) => ({
    name: `B19 the start of table names ${name.slice(0, 25)}`,
    settings: database(`url: "sqlite:a.db", prefix: ${name}`),
    told: [['plugin.setting_rule', ':2:51 prefix', 'digits and underscores', '40']].map((parts) =>
      name.length > 60 ? parts.slice(0, 2) : parts,
    ),
  })),
  ...['"tally; drop table x"', `"${'t'.repeat(64)}"`].map((name) => ({
    name: `B19 the schema ${name.slice(0, 25)}`,
    settings: database(`url: "postgresql://u@h/d", schema: ${name}`),
    told: [['plugin.setting_rule', ':2:58 schema', 'letters, digits and underscores', '63']],
  })),
];

/* Columns are those of the layouts and not mapped by hand; what is mapped are shops and locations. */
const MAPPINGS: readonly Variant[] = [
  {
    name: 'B20 a shop that is mapped twice',
    settings: connection('locations: [{ posId: "1", locationId: "0001" }, { posId: "1", locationId: "0002" }]'),
    told: [['settings.duplicate_shop', 'connections[0].locations[1].posId:', 'shop 1 is mapped already on line 2']],
  },
  {
    name: 'B20 a location that two connections feed',
    settings: connection('locations: [{ posId: "1", locationId: "0001" }]').concat(
      connection('locations: [{ posId: "1", locationId: "0001" }]')
        .split('\n')
        .slice(1)
        .join('\n')
        .replace('acme', 'b'),
    ),
    told: [
      [
        'settings.location_shared',
        ':3:',
        'connections[1].locations[0].locationId:',
        'connection acme already, on line 2',
      ],
    ],
  },
  {
    name: 'B20 a key of a mapping that stands twice, and one that is missing',
    settings: connection('locations: [{ posId: "1", posId: "2" }]'),
    told: [
      ['settings.missing_key', 'locations[0].locationId:'],
      ['settings.duplicate_key', 'locations[0].posId:'],
    ],
  },
];

describe('an output that cannot be', () => {
  it.each(FILE_NAMES)('$name', expectRefused);

  it.each(DELIMITERS)('$name', expectRefused);

  it.each(ADDRESSES)('$name', expectRefused);

  it('B18 a password in the settings file itself is warned of, with where to put it, and not shown', async () => {
    const settings = database(`url: "postgresql://u:${CANARY}@h/d"`);

    const { exitCode, out, err } = await typed({ settings });

    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(
      /Warning: settings\.secret_in_file: .*tillbridge\.yaml:2 outputs\[0\]\.url: .*\n +-> Write \$\{NAME\}/,
    );
    expect(out).not.toContain(CANARY);
  });

  it('B18 a password from the environment is not warned of', async () => {
    const settings = database('url: "postgresql://u@h/d", password: "${BI_PASSWORD}"');

    const { exitCode, out } = await typed({ settings, environment: { BI_PASSWORD: CANARY } });

    expect(exitCode).toBe(0);
    expect(out).not.toMatch(/Warning|canary/);
  });
});

describe('a folder that cannot be written', () => {
  it.each(FOLDERS)('$name', expectRefused);

  it('B17 an output folder on a file system that is read-only', async () => {
    const { exitCode, err } = await typed({
      settings: csv('createDirectory: true'),
      line: 'outputs test t',
      prepare: (folder) => mountReadOnly(join(folder, 'out')),
    });

    // Who may not mount has a folder that can be written.
    if (exitCode === 0) return;
    expect(exitCode).toBe(1);
    expect(err).toMatch(/^output\.not_writable: .*EROFS at .*\/out.*mode \d{4}\.\n +-> .*mount it writable/);
  });
});

function mountReadOnly(path: string): void | (() => void) {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', path], { stdio: 'pipe' });
    return () => void execFileSync('umount', [path]);
  } catch {
    process.stderr.write('skipped: this user may not mount a file system here\n');
  }
}

describe('a mapping that cannot be', () => {
  it.each(MAPPINGS)('$name', expectRefused);
});
