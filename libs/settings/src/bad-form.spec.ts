import { afterAll, describe, expect, test } from '@jest/globals';
import { createTrial, told } from './testing/trial.js';

const trial = createTrial();
afterAll(() => trial.remove());

describe('the form of a settings file', () => {
  test('B24 a byte order mark and Windows line ends are fine, and lines are still counted right', () => {
    const good = trial.load('\ufeffserver:\r\n  port: 81\r\n');
    const bad = told(trial.problems('\ufeffserver:\r\n  port: 81\r\n  hots: x\r\n'));

    expect(good.settings.server.port).toBe(81);
    expect(bad).toEqual([expect.stringContaining(':3:3 server.hots: unknown key. Did you mean host?')]);
  });

  test.each([
    ['UTF-16 with a mark', Buffer.from('\ufeffserver: {}\n', 'utf16le'), 'it is UTF-16'],
    ['UTF-16 without one', Buffer.from('server: {}\n', 'utf16le'), 'it holds zero bytes'],
    ['Latin-1', Buffer.from('dataDirectory: donn\u00e9es\n', 'latin1'), 'bytes that no UTF-8 has'],
  ])('B24 %s is refused', (_name, bytes, reason) => {
    const lines = told(trial.problems(bytes));

    expect(lines).toEqual([expect.stringMatching(`^settings.bad_encoding .*${reason}`)]);
  });

  test('B24 a file above 1 MiB is refused with the limit', () => {
    const lines = told(trial.problems(`# ${'x'.repeat(1024 * 1024)}\n`));

    expect(lines).toEqual([expect.stringMatching(/^settings.too_large .*at most 1048576 bytes/)]);
  });

  test('B24 aliases that multiply are refused before they fill the memory', () => {
    const levels = Array.from({ length: 12 }, (_none, level) => {
      const above = level === 0 ? 'x' : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array.from({ length: 10 }, () => above).join(', ')}]`;
    });

    const lines = told(trial.problems(`${levels.join('\n')}\n`));

    expect(lines).toEqual([expect.stringMatching(/^settings.too_large .*at most 100000 values/)]);
  });

  test('B24 an alias inside what it names, and text that nests without end, are refused', () => {
    const loop = told(trial.problems('server: &a [*a]\n'));
    const deep = told(trial.problems('['.repeat(200_000)));

    expect(loop).toEqual([expect.stringContaining('settings.yaml_syntax')]);
    expect(deep).toEqual([expect.stringContaining('settings.yaml_syntax')]);
  });
});
