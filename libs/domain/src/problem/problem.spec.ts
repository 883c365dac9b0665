import { describe, expect, it } from '@jest/globals';

import { defineProblems, problemError, problemOf, sayProblem, TillbridgeError } from './problem.js';

const PROBLEMS = defineProblems({
  'shop.unknown': {
    kind: 'person',
    en: { what: 'Shop {posId} is not in {account}.', fix: 'Map one of {count} shops.' },
    fr: { what: "Le magasin {posId} n'est pas dans {account}.", fix: 'Associez un des {count} magasins.' },
  },
});

describe('a problem', () => {
  it('is said in English and in French with its parameters', () => {
    const problem = problemOf(PROBLEMS, 'shop.unknown', { posId: '9', account: 'Acme', count: 3 });

    expect(sayProblem(problem)).toEqual({ what: 'Shop 9 is not in Acme.', fix: 'Map one of 3 shops.' });
    expect(sayProblem(problem, 'fr').what).toBe("Le magasin 9 n'est pas dans Acme.");
  });

  it('shows a gap where a parameter is missing', () => {
    expect(sayProblem(problemOf(PROBLEMS, 'shop.unknown', { posId: '9' })).what).toBe('Shop 9 is not in {account}.');
  });

  it('does not fill a parameter that looks like a placeholder a second time', () => {
    const problem = problemOf(PROBLEMS, 'shop.unknown', { posId: '{account}', account: 'Acme' });

    expect(sayProblem(problem).what).toBe('Shop {account} is not in Acme.');
  });

  it('travels as an error that keeps its code, its kind and its cause', () => {
    const cause = new Error('below');

    const error = problemError(PROBLEMS, 'shop.unknown', { posId: '9', account: 'Acme' }, { cause });

    expect(error).toMatchObject({ name: 'TillbridgeError', code: 'shop.unknown', kind: 'person', cause });
    expect(error.message).toBe('shop.unknown: Shop 9 is not in Acme.');
  });

  it('can be one of several in one error', () => {
    const problem = problemOf(PROBLEMS, 'shop.unknown', { posId: '1', account: 'Acme' });

    expect(new TillbridgeError([problem, problem]).message.split('\n')).toHaveLength(2);
  });
});
