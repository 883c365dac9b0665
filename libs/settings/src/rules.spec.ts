import { afterAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_TALLY_RULES } from '@tillbridge/domain';
import { rulesFor } from './rules.js';
import { createTrial } from './testing/trial.js';

const trial = createTrial();
afterAll(() => trial.remove());

const { settings } = trial.load(`
tallies: { salesAmount: gross, excludeEmployees: [1, 2] }
connections:
  - id: acme
    connector: till
    tallies: { grain: 30, excludeEmployees: [3] }
    locations:
      - { posId: 1, locationId: "0001", tallies: { grain: 15, countRefundTickets: true } }
      - { posId: 2, locationId: "0002" }
`);

describe('the rules a location is folded by', () => {
  test('its own come before those of its connection, and these before those of the file', () => {
    expect(rulesFor(settings, 'acme', '0001')).toEqual({
      ...DEFAULT_TALLY_RULES,
      salesAmount: 'gross',
      excludeEmployees: ['3'],
      grain: 15,
      countRefundTickets: true,
    });
  });

  test('a location without rules of its own has those of its connection', () => {
    expect(rulesFor(settings, 'acme', '0002')).toMatchObject({ grain: 30, countRefundTickets: false });
  });

  test('a location or connection that is not in the file has those that remain', () => {
    expect(rulesFor(settings, 'acme', '0009')).toMatchObject({ grain: 30, salesAmount: 'gross' });
    expect(rulesFor(settings, 'other', '0001')).toMatchObject({ grain: 60, excludeEmployees: ['1', '2'] });
  });
});
