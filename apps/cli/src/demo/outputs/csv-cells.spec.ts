import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tmasCells } from './csv-cells.js';

const FILE = 'tillbridge_tmas_0001_2026-11-05.csv';
const ROWS = `Location ID,Date & Time,Hour,Sales,Transactions,Items,Staff Hours
0001,2026-11-05,09,24.50,1,1,0.50
`;

describe('the files for TMAS, read while they are written', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tillbridge-csv-'));
    mkdirSync(join(folder, 'manifest'));
    writeFileSync(join(folder, FILE), ROWS);
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('hold nothing yet of a new day whose manifest has not got its name', () => {
    writeFileSync(join(folder, 'manifest', `.${FILE}.json.0a1b2c.tmp`), '{"revision":1}');

    const cells = tmasCells(folder);

    expect([...cells]).toEqual([]);
  });

  it('hold each hour at the revision of its manifest', () => {
    writeFileSync(join(folder, 'manifest', `${FILE}.json`), '{"revision":3}');

    const cells = tmasCells(folder);

    expect([...cells]).toEqual([['0001 2026-11-05 09', [{ figures: '24.50 1 1 0.50', revision: 3 }]]]);
  });
});
