import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { createTrial, told } from './testing/trial.js';

const trial = createTrial();
afterAll(() => trial.remove());

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../../config/tillbridge.example.yaml'), 'utf8');
const SECTIONS = ['dataDirectory', 'database', 'server', 'network', 'connections', 'tallies', 'outputs', 'reading'];
const KEYS = [
  'id',
  'url',
  'port',
  'settings',
  'locations',
  'posId',
  'locationId',
  'schedule',
  'type',
  'status',
  'from',
  '__proto__',
];

const arbitrary = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('${X}'),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

const settings = fc.dictionary(fc.constantFrom(...SECTIONS), arbitrary, { maxKeys: 8 });

describe('whatever stands in the file', () => {
  test('only problems come of it, never another error, and each is told whole in both languages', () => {
    const sound = (yaml: string | Uint8Array) => {
      const problems = trial.problems(yaml);

      for (const line of [...told(problems), ...told(problems, 'fr')]) expect(line).not.toMatch(GAP);
    };

    fc.assert(
      fc.property(settings, (value) => sound(stringify(value))),
      { numRuns: 150 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), sound), { numRuns: 100 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), sound), { numRuns: 100 });
  });

  test('a file that lost or gained some characters gives problems, and shows no secret', () => {
    const environment = Object.fromEntries(
      [...EXAMPLE.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => [name, 'hunter2']),
    );
    const edit = fc.record({
      at: fc.nat(EXAMPLE.length),
      drop: fc.nat(20),
      add: fc.oneof(
        fc.constantFrom('"', '\n', '  ', '- ', ': ', '{', '}', '[', '&a ', '*a', '!x ', '#', '|'),
        fc.string(),
      ),
    });

    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const yaml = edits.reduce(
          (text, { at, drop, add }) => text.slice(0, at) + add + text.slice(at + drop),
          EXAMPLE,
        );

        const lines = told(trial.problems(yaml, environment));

        expect(lines.join()).not.toContain('hunter2');
      }),
      { numRuns: 150 },
    );
  });

  test.each(['[', '- ', '? ', '{', '"', '&a ', '! ', 'a: ', '%\n', '- [\n', '[]', '}', '"a": ', 'a: |\n', ': '])(
    'a megabyte of %j is refused in a moment',
    (unit) => {
      const yaml = unit.repeat(Math.floor(1_000_000 / unit.length));
      const start = performance.now();

      const problems = trial.problems(yaml);

      expect(problems.length).toBeGreaterThan(0);
      expect(performance.now() - start).toBeLessThan(10_000);
    },
  );
});

/** A parameter of a message that nobody filled; `${NAME}` is meant to stand there. */
const GAP =
  /(?<!\$)\{(file|line|column|key|expected|seen|reason|hint|limit|errno|user|first|id|other|written|variable|path|mode|least|most|value)\}/;
