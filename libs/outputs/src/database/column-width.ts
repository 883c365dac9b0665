import { DatabaseFault } from './fault.js';
import type { FoundTable } from './existing-tables.js';
import { quoted } from './identifier.js';
import { fullName } from './naming.js';
import type { DayRows } from './row.js';
import { databaseName, type DatabaseSettings } from './settings.js';
import { dropViewsStatement, typeOf } from './ddl.js';
import { CELL } from './tables.js';

/**
 * A `numeric(14,2)` would round a longer figure without a word (I8), so such a day waits for a wider column.
 *
 * @throws DatabaseFault that concerns a day
 */
export function requireRoom(
  days: readonly DayRows[],
  tables: ReadonlyMap<string, FoundTable>,
  settings: DatabaseSettings,
): void {
  const found = new Map(tables.get(CELL.name)?.columns.map((column) => [column.name, column]));
  for (const column of CELL.columns) {
    const room = column.holds === 'decimal' ? (found.get(column.name)?.room ?? null) : null;
    if (room === null) continue;
    const figures = days.flatMap(({ cells }) => cells.map((cell) => cell[column.name]));
    const long = figures.find((figure) => typeof figure === 'string' && fractionDigits(figure) > room);
    if (long === undefined) continue;
    const table = fullName(settings, CELL.name);
    const change = `alter table ${table} alter column ${quoted(column.name)} type ${typeOf(column, settings)};`;
    const statement = `${dropViewsStatement(settings)} ${change}`;
    const reason = `${String(long)} has more digits than ${column.name} ${found.get(column.name)?.type ?? ''}`;
    throw new DatabaseFault({
      problem: 'database.column_narrow',
      parameters: { target: databaseName(settings), reason, statement },
      concerns: 'day',
      again: false,
    });
  }
}

function fractionDigits(figure: string): number {
  const point = figure.indexOf('.');
  return point < 0 ? 0 : figure.replace(/0+$/, '').length - 1 - point;
}
