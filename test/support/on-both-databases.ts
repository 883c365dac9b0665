import { afterEach, describe } from '@jest/globals';
import { type DatabaseName, Workplace, type WorkplaceOptions } from './workplace.ts';

/** Opens workplaces that close when the test ends. */
export interface Workplaces {
  open(options?: WorkplaceOptions): Promise<Workplace>;
  beside(other: Workplace): Promise<Workplace>;
}

/** Runs one suite with each database: whatever an import does must not depend on it. */
export function describeOnBothDatabases(title: string, suite: (workplaces: Workplaces) => void): void {
  describe.each<DatabaseName>(['SQLite', 'PostgreSQL'])(`${title}, with %s`, (database) => {
    const opened: Workplace[] = [];
    const keep = (workplace: Workplace): Workplace => {
      opened.push(workplace);
      return workplace;
    };
    afterEach(async () => {
      for (const workplace of opened.splice(0).toReversed()) await workplace.close();
    });
    suite({
      open: async (options) => keep(await Workplace.open(database, options)),
      beside: async (other) => keep(await Workplace.beside(other, database)),
    });
  });
}
