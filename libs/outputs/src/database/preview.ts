import type { LocationDay } from '@tillbridge/plugin-kit';
import { rowsOf, type Row } from './row.js';
import type { DatabaseSettings } from './settings.js';
import { CELL, LOCATION_DAY } from './tables.js';

/** The rows by their tables, as JSON; without the moment of writing, which is not known yet. */
export function previewText(days: readonly LocationDay[], settings: DatabaseSettings): string {
  const rows = days.map((day) => rowsOf(day, 0));
  const tables = {
    [`${settings.prefix}${LOCATION_DAY.name}`]: rows.map(({ receipt }) => withoutMoment(receipt)),
    [`${settings.prefix}${CELL.name}`]: rows.flatMap(({ cells }) => cells.map(withoutMoment)),
  };
  return JSON.stringify(tables, null, 2);
}

function withoutMoment({ updated_at: _moment, ...row }: Row): Row {
  return row;
}
