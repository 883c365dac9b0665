import { afterAll, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings } from './load.js';
import { createTrial, problemsOf, told } from './testing/trial.js';

const trial = createTrial();
afterAll(() => trial.remove());

interface Case {
  readonly name: string;
  readonly yaml: string;
  /** What each message holds, in the order of the file. */
  readonly told: readonly (readonly string[])[];
}

const connection = (rest: string) => `connections:\n  - { id: acme, connector: till, ${rest} }\n`;
const location = (rest: string) => connection(`locations: [{ posId: "1", locationId: "0001", ${rest} }]`);

const CASES: readonly Case[] = [
  {
    name: 'B02 a tab that indents is told with its line',
    yaml: 'server:\n\tport: 80\n',
    told: [['settings.yaml_syntax', ':2:1', 'a tab is used to indent']],
  },
  {
    name: 'B02 an open bracket is told with its line',
    yaml: 'dataDirectory: var\nnetwork: { noProxy: [a, b }\n',
    told: [['settings.yaml_syntax', ':2:', 'a bracket or brace is not closed']],
  },
  {
    name: 'B02 a duplicate key is named with both lines',
    yaml: 'server: { port: 81 }\ntallies: {}\nserver: { port: 82 }\n',
    told: [['settings.duplicate_key', ':3:1 server:', 'first on line 1']],
  },
  {
    name: 'B02 several documents in one file are refused',
    yaml: 'dataDirectory: a\n---\ndataDirectory: b\n',
    told: [['settings.yaml_syntax', ':2:1', 'several documents']],
  },
  {
    name: 'B03 an unknown key offers the nearest name',
    yaml: 'server: { prot: 80 }\nconections: []\n',
    told: [
      ['settings.unknown_key', ':1:11 server.prot:', 'Did you mean port?'],
      ['settings.unknown_key', ':2:1 conections:', 'Did you mean connections?'],
    ],
  },
  {
    name: 'B03 an unknown key like no other offers nothing',
    yaml: 'wehbook: {}\n',
    told: [['settings.unknown_key', ':1:1 wehbook: unknown key. Correct']],
  },
  {
    name: 'B03 __proto__ is an unknown key and changes no prototype',
    yaml: '__proto__: { polluted: true }\nserver: { __proto__: 1 }\n',
    told: [
      ['settings.unknown_key', ':1:1 __proto__:'],
      ['settings.unknown_key', ':2:11 server.__proto__:'],
    ],
  },
  {
    name: 'B04 a text where a number is expected is not converted',
    yaml: 'server: { port: "8080" }\n',
    told: [['settings.wrong_type', ':1:11 server.port:', 'the text "8080"', 'whole number']],
  },
  {
    name: 'B04 a "no" in quotes is not false',
    yaml: connection('active: "no"'),
    told: [['settings.wrong_type', ':2:34 connections[0].active:', 'the text "no"', 'true or false']],
  },
  {
    name: 'B04 a key without a value is not silently its default',
    yaml: 'server:\n  port:\n',
    told: [['settings.wrong_type', ':2:3 server.port:', 'an empty value']],
  },
  {
    name: 'B04 a group where a list is expected is told, and so is the other way round',
    yaml: 'outputs: {}\nserver: []\n',
    told: [
      ['settings.wrong_type', ':1:1 outputs:', 'a group of keys; expected a list'],
      ['settings.wrong_type', ':2:1 server:', 'a list; expected a group of keys'],
    ],
  },
  {
    name: 'B04 a word that is none of those allowed offers the nearest',
    yaml: 'tallies: { salesAmount: nett, grain: 45 }\n',
    told: [
      ['settings.wrong_value', 'tallies.salesAmount:', 'expected net or gross. Did you mean net?'],
      ['settings.wrong_value', 'tallies.grain:', 'the number 45', 'expected 60, 30 or 15'],
    ],
  },
  ...[0, 70_000, -1].map((port) => ({
    name: `B05 port ${port} is out of range`,
    yaml: `server: { port: ${port} }\n`,
    told: [['settings.out_of_range', `the number ${port}`, '1 to 65535']],
  })),
  ...['5', '5 mins', '-1h', '1e9d', '999999d', '""', '1.5h', '[1h]'].map((length) => ({
    name: `B06 the duration ${length} is refused with the units and the range`,
    yaml: `tallies: { maxShift: ${length} }\n`,
    told: [
      [
        'settings.bad_duration',
        'tallies.maxShift:',
        'from 1h to 7d',
        's (seconds), m (minutes), h (hours) or d (days)',
      ],
    ],
  })),
  {
    name: 'B07 a cron expression of another number of fields is refused with their names',
    yaml: connection('schedule: { type: cron, expression: "* * * * * *" }'),
    told: [['settings.bad_cron', 'schedule.expression:', 'it has 6 fields, expected 5', 'no field for seconds']],
  },
  ...[
    ['99 * * * *', 'minute'],
    ['0 24 * * *', 'hour'],
    ['0 0 0 * *', 'day of month'],
    ['0 0 * 13 *', 'month'],
    ['0 0 * * 8', 'day of week'],
    ['*/0 * * * *', 'minute'],
    ['5-1 * * * *', 'minute'],
    ['1,, * * * *', 'minute'],
    ['5/10 * * * *', 'minute'],
  ].map(([expression = '', field = '']) => ({
    name: `B07 the cron expression ${expression} is refused with its field named`,
    yaml: connection(`schedule: { type: cron, expression: "${expression}" }`),
    told: [['settings.bad_cron', `the field ${field} takes`]],
  })),
  {
    name: 'B07 a cron expression for a date that never comes is refused',
    yaml: connection('schedule: { type: cron, expression: "0 0 31 2 *" }'),
    told: [['settings.bad_cron', 'no date of the calendar ever fits it']],
  },
  {
    name: 'B08 a misspelt zone offers the nearest names',
    yaml: location('timeZone: Amerca/New_York'),
    told: [['settings.bad_time_zone', '"Amerca/New_York"', 'Did you mean America/New_York']],
  },
  ...['EST5', '""', '"+05:00"', 'america/toronto', '"America/Toronto "'].map((zone) => ({
    name: `B08 the zone ${zone} is refused`,
    yaml: location(`timeZone: ${zone}`),
    told: [['settings.bad_time_zone', 'locations[0].timeZone:']],
  })),
  ...['"24:00"', '"0:2"', '"25:61"', '0:02', '2', '"00:02:00"'].map((time) => ({
    name: `B09 the start time ${time} is refused`,
    yaml: connection(`schedule: { type: hourly, startTime: ${time} }`),
    told: [['settings.bad_start_time', 'schedule.startTime:', 'HH:MM from 00:00 to 23:59']],
  })),
  {
    name: 'B10 two connections or two outputs of one id are told with both lines',
    yaml:
      'connections:\n  - { id: a, connector: x }\n  - { id: a, connector: x }\n' +
      'outputs:\n  - { id: a, kind: csv }\n  - { id: a, kind: csv }\n',
    told: [
      ['settings.duplicate_id', ':3:7 connections[1].id:', 'on line 2'],
      ['settings.duplicate_id', ':6:7 outputs[1].id:', 'on line 5'],
    ],
  },
  ...['a b', 'a/b', '..', '-a', 'Acme', '😀', 'é', '', 'x'.repeat(300), '__proto__'].map((id) => ({
    name: `B11 the id ${id.slice(0, 10)} (${id.length} long) is refused with the form of an id`,
    yaml: `outputs: [{ id: ${JSON.stringify(id)}, kind: csv }]\n`,
    told: [['settings.bad_id', 'outputs[0].id:', 'small letters a-z, digits and hyphens']],
  })),
  ...['"../../etc"', '1', '[]'].map((id) => ({
    name: `B11 the connector ${id} is refused`,
    yaml: `connections: [{ id: a, connector: ${id} }]\n`,
    told: [['connections[0].connector:']],
  })),
  {
    name: 'B11 a location id that YAML reads as a number must be quoted',
    yaml: connection('locations: [{ posId: 1, locationId: 0001 }]'),
    told: [['settings.number_not_text', 'locationId:', '0001 without quotes is a number', 'Put it in quotes: "0001".']],
  },
  ...['"0001 "', '"00 01"', '""', '"００01"', `"${'1'.repeat(33)}"`, '"a\\tb"'].map((id) => ({
    name: `B11 the location id ${id} is refused`,
    yaml: connection(`locations: [{ posId: 1, locationId: ${id} }]`),
    told: [['settings.bad_id', 'locationId:', '1 to 32 printable characters']],
  })),
  ...['007', '1e3', '0x1F', '1.0'].map((id) => ({
    name: `B11 the shop ${id} without quotes is refused, since its digits would change`,
    yaml: connection(`locations: [{ posId: ${id}, locationId: "0001" }]`),
    told: [['settings.number_not_text', 'posId:', `Put it in quotes: "${id}".`]],
  })),
  ...[
    'mysql://h/d',
    'sqlite:',
    'sqlite://host/share.db',
    'sqlite::memory:',
    'tillbridge.db',
    'postgresql//h/d',
    '',
  ].map((url) => ({
    name: `B18 the database ${url} is refused with the two schemes`,
    yaml: `database: { url: "${url}" }\n`,
    told: [['settings.bad_url', 'database.url:', 'sqlite:<path> or postgresql://']],
  })),
  ...[
    'http://tills.example.com',
    'https://tills.example.com/console',
    'https://tills.example.com/?a=1',
    'https://tills.example.com/#a',
    'https://user:password@tills.example.com',
    'https://tills.example.com.',
    'ftp://localhost',
    'tills.example.com',
    'https://tills example',
  ].map((url) => ({
    name: `B22 the public URL ${url} is refused with the rule`,
    yaml: `server: { publicUrl: "${url}" }\n`,
    told: [['settings.bad_url', 'server.publicUrl:', 'or http:// for localhost, without path, query, user']],
  })),
  {
    name: 'a shop stands twice for dates that overlap',
    yaml: connection(
      'locations: [{ posId: 1, locationId: "0001", to: 2026-03-31 }, { posId: "1", locationId: "0002", from: 2026-03-31 }]',
    ),
    told: [['settings.duplicate_shop', 'locations[1].posId:', 'shop 1 is mapped already on line 2']],
  },
  {
    name: 'a location is fed by two connections',
    yaml:
      'connections:\n' +
      '  - { id: a, connector: x, locations: [{ posId: 1, locationId: "0001" }] }\n' +
      '  - { id: b, connector: x, locations: [{ posId: 1, locationId: "0001" }] }\n',
    told: [['settings.location_shared', ':3:', 'fed by connection a already, on line 2']],
  },
  {
    name: 'two rows say different things about one location',
    yaml: connection(
      'locations: [{ posId: 1, locationId: "0001", status: closed }, { posId: 2, locationId: "0001", status: operational }]',
    ),
    told: [['settings.location_contradicted', 'locations[1].status:', 'same location 0001']],
  },
  {
    name: 'a mapping ends before it begins',
    yaml: location('from: 2026-02-01, to: 2026-01-31'),
    told: [['settings.bad_date', 'locations[0].to:', 'a date from 2026-02-01 on']],
  },
  {
    name: 'dates that do not exist and currencies that nobody uses are refused',
    yaml: location('from: 2026-02-30, currency: CDA'),
    told: [
      ['settings.bad_date', 'locations[0].from:', '2026-02-30'],
      ['settings.bad_currency', 'locations[0].currency:'],
    ],
  },
  {
    name: 'keys without a default are asked for',
    yaml: 'outputs: [{ hold: true }]\n',
    told: [
      ['settings.missing_key', 'outputs[0].id:'],
      ['settings.missing_key', 'outputs[0].kind:'],
    ],
  },
  {
    name: 'a certificate file that is not there is refused',
    yaml: 'network: { caFile: missing.pem }\n',
    told: [['settings.ca_file_unreadable', 'network.caFile:', 'missing.pem', 'ENOENT']],
  },
];

describe('what a settings file may not hold', () => {
  test.each(CASES)('$name', ({ yaml, told: expected }) => {
    const problems = trial.problems(yaml);

    const lines = told(problems);
    expect(lines.map((line) => line.split(' ')[0])).toHaveLength(expected.length);
    expected.forEach((parts, index) => parts.forEach((part) => expect(lines[index]).toContain(part)));
    for (const problem of problems) expect(problem.definition.kind).toBe('settings');
  });

  test('B03 a refused __proto__ leaves the prototype of objects alone', () => {
    trial.problems('__proto__: { polluted: true }\nconnections: [{ settings: { __proto__: { polluted: true } } }]\n');

    expect('polluted' in {}).toBe(false);
  });

  test('a key run together with its value is refused without showing the value', () => {
    const lines = told(
      trial.problems(
        'connections: [{ id: a, connector: x, settings: clientSecret=hunter2 }]\noutputs: ["secret:hunter2"]\n',
      ),
    );

    expect(lines).toEqual([
      expect.stringContaining('got a value that is not shown; expected a group of keys'),
      expect.stringContaining('got a value that is not shown; expected a group of keys'),
    ]);
  });

  test('B18 the password of a database address that is refused is not shown', () => {
    const lines = told(trial.problems('database: { url: "postgresql:/tills:hunter2@db/tills" }\n'));

    expect(lines).toEqual([expect.stringContaining('settings.bad_url')]);
    expect(lines.join()).not.toContain('hunter2');
  });

  test('B01 a file that is not there, or is a folder, is told with its path, the reason and the user', () => {
    mkdirSync(join(trial.directory, 'folder.yaml'));
    const load = (file: string) => () => loadSettings({ file, environment: {}, workingDirectory: trial.directory });

    const missing = told(problemsOf(load('nowhere.yaml')));
    const folder = told(problemsOf(load('folder.yaml')));

    expect(missing).toEqual([
      expect.stringContaining(`${trial.directory}/nowhere.yaml cannot be read (ENOENT, as user `),
    ]);
    expect(folder).toEqual([
      expect.stringContaining(`${trial.directory}/folder.yaml cannot be read (EISDIR, as user `),
    ]);
  });

  test('B12 missing, empty, exposed and unclosed substitutions are told together with every other problem', () => {
    trial.write('empty', '\n', 0o600);
    const exposed = trial.write('exposed', 'hunter2\n', 0o600);
    chmodSync(exposed, 0o644);
    const yaml = [
      'server: { port: 0 }',
      'connections:',
      '  - id: acme',
      '    connector: till',
      '    settings:',
      '      a: ${NOT_SET}',
      '      b: ${SET_EMPTY}',
      '      c: ${file:nowhere}',
      '      d: ${file:empty}',
      '      e: ${file:exposed}',
      '      f: "${not closed"',
      '',
    ].join('\n');

    const lines = told(trial.problems(yaml, { SET_EMPTY: '' }));

    expect(lines).toEqual([
      expect.stringContaining('settings.out_of_range'),
      expect.stringMatching(/:6:7 connections\[0\]\.settings\.a: the environment variable NOT_SET is not set/),
      expect.stringMatching(/:7:7 .*\.b: the environment variable SET_EMPTY is set but empty/),
      expect.stringMatching(/:8:7 .*\.c: the secret file .*\/nowhere cannot be used: it cannot be read \(ENOENT/),
      expect.stringMatching(/:9:7 .*\.d: the secret file .*\/empty cannot be used: it is empty/),
      expect.stringMatching(/:10:7 .*\.e: the secret file .*\/exposed has mode 0644; expected at most 0640/),
      expect.stringMatching(/settings\.bad_substitution .*:11:7/),
    ]);
    expect(lines.join()).not.toContain('hunter2');
  });

  test.each([0o400, 0o440, 0o600, 0o640])('B12 a secret file of mode %o is taken without its last newline', (mode) => {
    chmodSync(trial.write(`secret-${mode}`, 'line one\nline two\r\n'), mode);

    const { settings } = trial.load(connection(`settings: { key: "\${file:secret-${mode}}" }`));

    expect(settings.connections[0]?.settings).toEqual({ key: 'line one\nline two' });
  });

  test.each([0o604, 0o660, 0o644, 0o777])('B12 a secret file of mode %o is refused', (mode) => {
    chmodSync(trial.write(`secret-${mode}`, 'hunter2'), mode);

    const problems = trial.problems(connection(`settings: { key: "\${file:secret-${mode}}" }`));

    expect(problems.map(({ code }) => code)).toEqual(['settings.secret_file_exposed']);
  });
});
