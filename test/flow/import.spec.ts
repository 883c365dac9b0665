import { afterEach, describe, expect, it } from '@jest/globals';
import { type DatabaseName, Workplace } from '../support/workplace.ts';
import { differences } from '../support/truth.ts';

const opened: Workplace[] = [];

afterEach(async () => {
  for (const workplace of opened.splice(0)) await workplace.close();
});

async function open(...parameters: Parameters<typeof Workplace.open>): Promise<Workplace> {
  const workplace = await Workplace.open(...parameters);
  opened.push(workplace);
  return workplace;
}

describe.each<DatabaseName>(['SQLite', 'PostgreSQL'])('an import with %s', (database) => {
  it('writes CSV that equals, cell by cell, what the POS knows', async () => {
    const workplace = await open(database, { now: '2026-05-15T10:30:00Z', from: '2026-05-01', to: '2026-05-20' });

    const outcome = await workplace.sync({ from: '2026-05-08', to: '2026-05-15' });

    expect(outcome.sync.causes).toEqual([]);
    expect(outcome.sync.problems).toEqual([]);
    expect(workplace.rows().length).toBeGreaterThan(500);
    expect(differences(workplace, { from: '2026-05-08', to: '2026-05-15' })).toEqual([]);
  });
});
