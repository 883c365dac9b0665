import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EXIT_CODES, type ProblemKind } from '@tillbridge/domain';
import { exitCodeBeside, exitCodeOf } from './exit-code.js';

describe('the exit code', () => {
  it.each<[number, ProblemKind[]]>([
    [0, []],
    [75, ['later']],
    [1, ['later', 'failed']],
    [77, ['failed', 'person', 'later']],
    [78, ['person', 'settings', 'failed']],
    [2, ['usage']],
  ])('is %i for %j', (exitCode, kinds) => {
    expect(exitCodeOf(kinds.map((kind) => ({ kind })))).toBe(exitCode);
  });

  it('tells of a failure beside the command only where the command told of none', () => {
    expect([exitCodeBeside(0, true), exitCodeBeside(0, false), exitCodeBeside(77, true)]).toEqual([1, 0, 77]);
  });

  it('on a Node that is too old, which main.ts spells itself, is the one of settings', () => {
    const main = readFileSync(join(import.meta.dirname, 'main.ts'), 'utf8');

    expect(main).toContain(`const EXIT_SETTINGS = ${EXIT_CODES.settings};`);
  });
});
