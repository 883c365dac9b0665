import { describe, expect, test } from '@jest/globals';
import { BadArgument, readArguments } from './options.js';
import { chooseScenario } from './scenarios/choose.js';
import { helpText } from './usage.js';

describe('the command line', () => {
  test('speaks French where the system does, or where it is told to', () => {
    expect(readArguments([], 'fr_CA.UTF-8').language).toBe('fr');
    expect(readArguments(['--lang', 'en'], 'fr_CA.UTF-8').language).toBe('en');
    expect(readArguments([], '').language).toBe('en');
  });

  test('names the same options in both languages', () => {
    const names = (text: string) => [...text.matchAll(/--[a-z-]+/g)].map(([name]) => name).toSorted();

    expect(names(helpText.fr)).toEqual(names(helpText.en));
  });

  test('lays a benchmark out in the past, the clock held and without limits', () => {
    const { options } = readArguments(['--bench', '100000'], '');

    const { scenario, start } = chooseScenario(options, Date.parse('2026-05-14T00:00:00Z'));

    expect(options).toMatchObject({ frozen: true, rateLimit: false });
    expect(scenario.generatedSales?.count).toBe(100000);
    expect(scenario.generatedSales?.timeOf((scenario.generatedSales?.firstId ?? 0) + 99999)).toBeLessThan(start / 1000);
  });

  test.each([[['--port', 'x']], [['--lang', 'de']], [['--scenario', 'moon']]])('refuses %j', (args) => {
    expect(() => readArguments(args, '')).toThrow(BadArgument);
  });
});
