import { describe, expect, test } from '@jest/globals';
import { textCell } from './text-cell.js';

describe('a text in a file that a person may open in a spreadsheet', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', ' =1', '＝1', '＋1', '－1', '＠x'])(
    'has a quote in front when it could be a formula: %j',
    (text) => {
      expect(textCell(text)).toBe(`'${text}`);
    },
  );

  test.each(['Harbour', '0001', 'a=b', 'Île-des-Sœurs', '港', '', "'quoted"])(
    'stays as it is otherwise: %j',
    (text) => {
      expect(textCell(text)).toBe(text);
    },
  );

  test('is empty when there is none', () => {
    expect(textCell(null)).toBe('');
  });
});
