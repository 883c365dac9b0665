import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { gathered, type HeldCell, type HeldCells } from './held.js';

type Row = Readonly<Record<string, string>>;

/** What the files for TMAS hold. The layout has no column for the revision: that stands in each file's manifest. */
export function tmasCells(folder: string): HeldCells {
  return gathered(
    filesOf(folder).flatMap((file) => {
      const revision = announcedRevision(folder, file);
      if (revision === null) return [];
      return rowsOf(folder, file).map((row) => [
        `${row['Location ID']} ${row['Date & Time']} ${row['Hour']}`,
        { figures: `${row['Sales']} ${row['Transactions']} ${row['Items']} ${row['Staff Hours']}`, revision },
      ]);
    }),
  );
}

/** A file gets its name a moment before its manifest does: until then, null, it is not handed over. */
function announcedRevision(folder: string, file: string): number | null {
  const manifest = join(folder, 'manifest', `${file}.json`);
  if (!existsSync(manifest)) return null;
  return (JSON.parse(readFileSync(manifest, 'utf8')) as HeldCell).revision;
}

/** What the analysts' files hold. */
export function tallyCells(folder: string): HeldCells {
  return gathered(
    filesOf(folder).flatMap((file) =>
      rowsOf(folder, file).map((row) => [
        `${row['location_id']} ${row['start_utc']}`,
        {
          figures: `${row['sales']} ${row['transactions']} ${row['items']} ${row['staff_hours']}`,
          revision: Number(row['revision']),
        },
      ]),
    ),
  );
}

function filesOf(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')) : [];
}

function rowsOf(folder: string, file: string): Row[] {
  return parse(readFileSync(join(folder, file)), { columns: true });
}
