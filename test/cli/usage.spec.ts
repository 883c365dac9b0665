import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { tillbridge } from './terminal.ts';

const folder = mkdtempSync(`${tmpdir()}/tillbridge-usage-`);
const nowhere = { folder, simulator: { now: () => 0, clientSecret: '' } as never };

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMMANDS = [
  'connect',
  'check',
  'connections',
  'locations',
  'schedule',
  'sync',
  'tallies',
  'deliveries',
  'outputs',
  'plugins',
  'config',
];

describe('a command line that cannot be understood', () => {
  it.each([
    ['snyc acme', 'cli.command_unknown', 'Did you mean sync?'],
    ['sync acme --form 2026-05-01', 'cli.option_unknown', 'Did you mean --from?'],
    ['sync acme --from', 'cli.option_needs_value', '--from'],
    ['sync acme --deliver=yes', 'cli.option_without_value', '--deliver'],
    ['sync', 'cli.word_missing', 'tillbridge sync --help'],
    ['sync acme also', 'cli.word_unexpected', '"also"'],
    ['sync acme --from 2026-05-01', 'sync.window_half', '--to'],
    ['sync acme --from 2026-05-02 --to 2026-05-01', 'sync.window_reversed', '2026-05-02'],
    ['sync acme --from 2026-02-30 --to 2026-05-01', 'sync.window_unreadable', '2026-02-30'],
    ['sync acme --wait soon', 'cli.duration_unreadable', 'soon'],
    ['tallies --from 2026-05-01', 'cli.option_required', '--to'],
    ['tallies --from 2026-05-01 --to 2026-05-01 --layout tams', 'cli.choice_unknown', 'Did you mean tmas?'],
    ['deliveries replay --output tmas --from 2026-05-01 --to 2026-05-01', 'output.unknown', 'tmas'],
    ['deliveries replya', 'cli.choice_unknown', 'Did you mean replay?'],
    ['config', 'cli.word_missing', 'config --help'],
    ['outputs approve', 'cli.word_missing', 'outputs'],
    ['connections delete', 'cli.word_missing', 'connections --help'],
    ['check --lang de', 'cli.choice_unknown', 'en, fr'],
    ['', 'cli.command_missing', 'tillbridge check'],
  ])('"%s" ends with 2 and %s', async (line, code, hint) => {
    const { exitCode, out, err } = await tillbridge(nowhere, line);

    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toContain(`${code}: `);
    expect(err).toContain(hint);
  });

  it('about a connection without any settings file says so, and leaves with 78', async () => {
    const { exitCode, err } = await tillbridge(nowhere, 'sync acme');

    expect(exitCode).toBe(78);
    expect(err).toContain('settings.file_absent: ');
  });

  it('is one JSON document with --json', async () => {
    const { exitCode, out, err } = await tillbridge(nowhere, 'snyc --json');

    expect({ exitCode, err }).toEqual({ exitCode: 2, err: '' });
    expect(JSON.parse(out)).toMatchObject({ exitCode: 2, findings: [{ code: 'cli.command_unknown', kind: 'usage' }] });
  });
});

describe('the help', () => {
  it.each(COMMANDS)('of %s is there in English and French', async (command) => {
    const english = await tillbridge(nowhere, `${command} --help`);
    const french = await tillbridge(nowhere, `${command} --help --lang fr`);

    expect([english.exitCode, french.exitCode]).toEqual([0, 0]);
    expect(english.out).toContain(`tillbridge ${command}`);
    expect(french.out).toContain(`tillbridge ${command}`);
    expect(french.out).toContain('Usage :');
    expect(french.out).not.toContain('Leaves with');
  });

  it('lists every command', async () => {
    const { exitCode, out } = await tillbridge(nowhere, '--help');

    expect(exitCode).toBe(0);
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  it('speaks the language of the environment', async () => {
    const { out } = await tillbridge(nowhere, '--help', { environment: { LANG: 'fr_CA.UTF-8' } });

    expect(out).toContain('Toute commande');
  });
});

describe.each(['cli.md', 'cli.fr.md'])('the page docs/%s', (page) => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', page), 'utf8');

  it.each(COMMANDS)('has a section on %s, with every option that its help names', async (command) => {
    const { out } = await tillbridge(nowhere, `${command} --help`);

    expect(text).toContain(`\n## ${command}\n`);
    for (const [option] of out.matchAll(/--[a-z-]+/g)) expect(text).toContain(option);
  });
});
