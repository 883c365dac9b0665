import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connection, expectRefused, location, TILL, typed, type Variant } from './refused.ts';

const USER = String(process.getuid?.() ?? '-');

const THE_FILE: readonly Variant[] = [
  {
    name: 'B01 a file that is not there is told with its path, the reason and the user',
    settings: '',
    line: 'config check --config nowhere.yaml',
    told: [['settings.file_unreadable', '/nowhere.yaml cannot be read', 'ENOENT', `as user ${USER}`, '--config']],
  },
  {
    name: 'B01 a folder in its place',
    settings: '',
    prepare: (folder) => mkdirSync(join(folder, 'conf')),
    line: 'config check --config conf',
    told: [['settings.file_unreadable', '/conf cannot be read', 'EISDIR', `as user ${USER}`]],
  },
  {
    name: 'B01 a path that leads through a file',
    settings: '',
    line: 'config check --config tillbridge.yaml/more.yaml',
    told: [['settings.file_unreadable', '/tillbridge.yaml/more.yaml', 'ENOTDIR']],
  },
  {
    name: 'B01 a link that leads to itself',
    settings: '',
    prepare: (folder) => symlinkSync('loop.yaml', join(folder, 'loop.yaml')),
    line: 'config check --config loop.yaml',
    told: [['settings.file_unreadable', '/loop.yaml', 'ELOOP']],
  },
  {
    name: 'B02 a bracket that is not closed',
    settings: 'dataDirectory: var\nnetwork: { noProxy: [a, b }\n',
    told: [['settings.yaml_syntax', 'tillbridge.yaml:2:', 'a bracket or brace is not closed']],
  },
  {
    name: 'B02 a tab that indents',
    settings: 'server:\n\tport: 80\n',
    told: [['settings.yaml_syntax', 'tillbridge.yaml:2:1:', 'a tab is used to indent; use spaces']],
  },
  {
    name: 'B02 a key that stands twice, with both lines',
    settings: 'server: { port: 81 }\ntallies: {}\nserver: { port: 82 }\n',
    told: [['settings.duplicate_key', ':3:1 server:', 'first on line 1']],
  },
  {
    name: 'B02 a secret at the place of the fault, which is not repeated',
    settings: 'connections:\n  - id: acme\n    secret: "canary-hunter2\n',
    told: [['settings.yaml_syntax', 'tillbridge.yaml:']],
  },
  {
    name: 'B03 an unknown key, with the nearest one that is known',
    settings: 'outptus: []\nserver: { prot: 80 }\n',
    told: [
      ['settings.unknown_key', ':1:1 outptus:', 'Did you mean outputs?'],
      ['settings.unknown_key', ':2:11 server.prot:', 'Did you mean port?'],
    ],
  },
  {
    name: 'B03 an unknown key of a connector and of an output, beside one of ours',
    settings:
      'sever: {}\n' +
      'connections:\n  - { id: a, connector: lightspeed-r, settings: { clientld: x, clientSecret: "${POS_SECRET}" } }\n' +
      'outputs:\n  - { id: t, kind: csv, layout: tally, diretory: out }\n',
    told: [
      ['settings.unknown_key', ':1:1 sever:', 'Did you mean server?'],
      ['plugin.setting_missing', ':3:', 'clientId is missing; lightspeed-r needs it.'],
      ['plugin.setting_misspelt', ':3:51 clientld', 'Did you mean clientId?'],
      ['plugin.setting_missing', ':5:5 directory is missing; csv needs it.'],
      ['plugin.setting_misspelt', ':5:40 diretory', 'Did you mean directory?'],
    ],
  },
  {
    name: 'B03 an unknown connector and an unknown kind of output',
    settings: 'connections: [{ id: a, connector: lightsped-r }]\noutputs: [{ id: t, kind: cvs }]\n',
    told: [
      ['plugin.unknown', ':1:24', 'no connector named lightsped-r', 'Did you mean lightspeed-r?'],
      ['output.kind_unknown', ':2:20', '"cvs"; known are csv, database, webhook. Did you mean csv?'],
    ],
  },
  {
    name: 'B03 a name like no other, without a guess',
    settings: 'connections: [{ id: a, connector: q }]\nxyzzy: 1\n',
    told: [
      ['plugin.unknown', ':1:24', 'no connector named q. Known: lightspeed-r, lightspeed-x.\n'],
      ['settings.unknown_key', ':2:1 xyzzy: unknown key.\n'],
    ],
  },
];

const VALUES: readonly Variant[] = [
  {
    name: 'B04 a text where a number is expected is not converted',
    settings: 'server: { port: "abc" }\n',
    told: [['settings.wrong_type', ':1:11 server.port:', 'the text "abc"', 'expected whole number, 1 to 65535']],
  },
  {
    name: 'B04 a "no" in quotes is not false',
    settings: connection('active: "no"'),
    told: [['settings.wrong_type', 'connections[0].active:', 'the text "no"; expected true or false']],
  },
  {
    name: 'B04 a type that a connector or an output does not take',
    settings:
      'outputs:\n  - { id: t, kind: csv, layout: tally, directory: 7, header: "yes", itemsDigits: 2.5, salesDigits: 9 }\n',
    told: [
      ['plugin.setting_type', ':2:40 directory: expected a text, found a number.'],
      ['plugin.setting_type', ':2:54 header: expected true or false, found a text.'],
      ['plugin.setting_type', ':2:69 itemsDigits: expected a whole number, found a number.'],
      ['plugin.setting_rule', ':2:87 salesDigits', 'Expected: 4 or less.'],
    ],
  },
  ...['0', '70000', '-1'].map((port) => ({
    name: `B05 port ${port}`,
    settings: `server: { port: ${port} }\n`,
    told: [['settings.out_of_range', ':1:11 server.port:', `the number ${port}`, '1 to 65535']],
  })),
  ...['5', '5 mins', '-1h', '1e9d'].map((length) => ({
    name: `B06 the duration ${length}`,
    settings: `tallies: { maxShift: ${length} }\n`,
    told: [
      [
        'settings.bad_duration',
        ':1:12 tallies.maxShift:',
        'from 1h to 7d',
        's (seconds), m (minutes), h (hours) or d (days)',
      ],
    ],
  })),
  ...[
    ['0 * * *', 'it has 4 fields, expected 5'],
    ['0 0 * * * * *', 'it has 7 fields, expected 5'],
    ['* * * * * *', 'it has 6 fields, expected 5'],
    ['99 * * * *', 'the field minute takes'],
    ['0 24 * * *', 'the field hour takes'],
  ].map(([expression = '', reason = '']) => ({
    name: `B07 the cron expression ${expression}`,
    settings: connection(`schedule: { type: cron, expression: "${expression}" }`),
    told: [['settings.bad_cron', 'schedule.expression:', reason, 'The shortest interval is a minute']],
  })),
  ...[
    ['Amerca/New_York', 'Did you mean America/New_York'],
    ['EST5', 'is no IANA time zone.'],
    ['""', '"" is no IANA time zone.'],
  ].map(([zone = '', hint = '']) => ({
    name: `B08 the zone ${zone}`,
    settings: location(`timeZone: ${zone}`),
    told: [['settings.bad_time_zone', 'locations[0].timeZone:', hint]],
  })),
  ...['24:00', '0:2', '25:61'].map((time) => ({
    name: `B09 the start time ${time}`,
    settings: connection(`schedule: { type: hourly, startTime: "${time}" }`),
    told: [['settings.bad_start_time', 'schedule.startTime:', `"${time}"`, 'HH:MM from 00:00 to 23:59']],
  })),
  {
    name: 'B10 two connections, or two outputs, of one id, with both places',
    settings:
      `connections:\n  - { id: a, ${TILL} }\n  - { id: a, ${TILL} }\n` +
      'outputs:\n  - { id: a, kind: csv, layout: tally, directory: a }\n  - { id: a, kind: csv, layout: tally, directory: b }\n',
    told: [
      ['settings.duplicate_id', ':3:7 connections[1].id:', 'a is taken already on line 2'],
      ['settings.duplicate_id', ':6:7 outputs[1].id:', 'a is taken already on line 5'],
    ],
  },
  ...['a b', 'a/b', '..', 'x'.repeat(300), '😀'].map((id) => ({
    name: `B11 the id ${id.slice(0, 10)} of ${id.length} units`,
    settings: `outputs: [{ id: ${JSON.stringify(id)}, kind: csv, layout: tally, directory: out }]\n`,
    told: [['settings.bad_id', ':1:13 outputs[0].id:', 'small letters a-z, digits and hyphens']],
  })),
  {
    name: 'B11 the id of a location as a number, whose zeros YAML would drop',
    settings: connection('locations: [{ posId: "1", locationId: 0001 }]'),
    told: [['settings.number_not_text', 'locationId:', 'Put it in quotes: "0001".']],
  },
];

describe('a settings file that cannot be read', () => {
  it.each(THE_FILE)('$name', expectRefused);
});

describe('a value that cannot be', () => {
  it.each(VALUES)('$name', expectRefused);

  it('B05 a port that somebody else listens on, with the address', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;

    const settings = `server: { host: 127.0.0.1, port: ${port} }\n`;
    const { exitCode, out, err } = await typed({ settings, line: 'serve' }).finally(() => other.close());

    expect(exitCode).toBe(78);
    expect(err).toMatch(
      new RegExp(`^daemon\\.address_taken: The address .*127\\.0\\.0\\.1:${port} is in use already.*\\n +-> `, 'm'),
    );
    expect(`${out}${err}`).not.toMatch(/canary|\n\s+at /);
  });
});
