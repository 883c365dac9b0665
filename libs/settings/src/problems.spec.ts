import { describe, expect, test } from '@jest/globals';
import { SETTINGS_PROBLEMS } from './problems.js';

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe('the problems of settings', () => {
  test.each(Object.entries(SETTINGS_PROBLEMS))(
    '%s says the same things in both languages',
    (code, { kind, en, fr }) => {
      const inFix = (text: string) => names(text).filter((name) => name !== 'NAME' && name !== 'NOM');

      expect(code).toMatch(/^settings\.[a-z_]+$/);
      expect(kind).toBe('settings');
      expect(names(fr.what)).toEqual(names(en.what));
      expect(inFix(fr.fix)).toEqual(inFix(en.fix));
    },
  );
});
