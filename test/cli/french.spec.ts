import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Workplace } from '../support/workplace.ts';
import { tillbridge } from './terminal.ts';

const DATES = '--from 2026-11-01 --to 2026-11-01';
const OUTPUTS = `  - { id: tmas, kind: csv, layout: tmas, directory: out, repeat: overwrites }
  - { id: held, kind: csv, layout: tally, directory: held, hold: true }
  - { id: bi, kind: database, url: "sqlite:bi.db" }
`;

/** Words that no French sentence has; names of commands, options, settings and values are the same everywhere. */
const ENGLISH =
  /\b(?:the|and|is|are|was|were|not|with|without|this|that|which|will|may|must|has|have|been|of|for|its|it|writable|answered|shops|newest|account|rights|unknown|nothing|failed|held|yes|done|connector|output|found|stub)\b/i;

let workplace: Workplace;

beforeAll(async () => {
  const account = { now: '2026-11-03T12:00:00Z', from: '2026-10-25', to: '2026-11-05', shops: 4 };
  workplace = await Workplace.open('SQLite', { ...account, outputs: OUTPUTS });
  await tillbridge(workplace, `sync acme ${DATES} --deliver`);
});

afterAll(() => workplace.close());

/** What is the same in every language: codes, paths, what stands in quotes, option and setting names, addresses. */
function sentences(text: string): string[] {
  const free = text
    .replaceAll(
      /« [^»]* »|"[^"]*"|\bhttps?:\S+|\S*\/\S+|--[a-z-]+( (yes|no)\b)?|\b[a-z_]+\.[a-z_.]+\b|\b[a-z]+_[a-z_]+\b/g,
      ' ',
    )
    .replaceAll(new RegExp(`\\b(?:acme|tmas|tally|bi|${OUTPUT_NAMES})\\b`, 'g'), ' ');
  return free.split('\n').filter((line) => ENGLISH.test(line));
}

const OUTPUT_NAMES = 'held';

describe('a command in French', () => {
  it.each([
    'check acme',
    'sync acme',
    `sync acme ${DATES} --deliver`,
    'connections',
    'locations acme',
    'outputs',
    'outputs test tmas',
    'outputs test bi',
    `deliveries ${DATES} --location 0001`,
    'plugins',
    'config check',
    'config diff',
    'sync acne',
    'snyc',
    'outputs test tams',
    'locations acme status 0022 closed --reason x',
    'tallies --from 2026-01-01 --to 2026-01-02',
  ])('leaves no English in what "%s" says', async (line) => {
    const { out, err } = await tillbridge(workplace, `${line} --lang fr`);

    expect(`${out}${err}`.length).toBeGreaterThan(0);
    expect(sentences(`${out}\n${err}`)).toEqual([]);
  });

  it.each(['EmployeeHours', 'Sale'])('leaves no English beside what the POS says of %s', async (entity) => {
    workplace.simulator.control('faults', { kind: 'forbidden', entity, times: null });

    const { out } = await tillbridge(workplace, 'check acme --lang fr');
    workplace.simulator.control('reset');

    expect(out).toContain('ÉCHEC');
    expect(out).toMatch(/accès +ok +compte /);
  });

  it('keeps what programs read as it is', async () => {
    const { out } = await tillbridge(workplace, 'check acme --lang fr --json');

    const { lines } = JSON.parse(out) as { lines: ReadonlyArray<{ readonly what: string }> };
    expect(lines.map(({ what }) => what)).toEqual([
      'auth',
      'shops',
      'sales',
      'shifts',
      'locations',
      'output tmas',
      'output held',
      'output bi',
    ]);
  });
});
