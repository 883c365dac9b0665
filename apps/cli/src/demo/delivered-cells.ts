import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Figures as they stand in a file, by a text that names the cell; a name that comes twice keeps both. */
export type DeliveredCells = ReadonlyMap<string, readonly string[]>;

/** What both CSV outputs hold: of `tally` each cell by its UTC start, of `tmas` each row by local date and hour. */
export function readDeliveredCells(folders: { readonly tmas: string; readonly tally: string }): {
  readonly tmas: DeliveredCells;
  readonly tally: DeliveredCells;
} {
  return {
    tmas: gather(folders.tmas, (row) => [
      `${row['Location ID']} ${row['Date & Time']} ${row['Hour']}`,
      `${row['Sales']} ${row['Transactions']} ${row['Items']} ${row['Staff Hours']}`,
    ]),
    tally: gather(folders.tally, (row) => [
      `${row['location_id']} ${row['start_utc']}`,
      `${row['sales']} ${row['transactions']} ${row['items']} ${row['staff_hours']}`,
    ]),
  };
}

type Row = Readonly<Record<string, string>>;

function gather(folder: string, read: (row: Row) => readonly [name: string, figures: string]): DeliveredCells {
  const cells = new Map<string, string[]>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const rows: Row[] = parse(readFileSync(join(folder, file)), { columns: true });
    for (const [name, figures] of rows.map(read)) cells.set(name, [...(cells.get(name) ?? []), figures]);
  }
  return cells;
}
