/** What a column holds; each database has its own type for it. */
export type Holds = 'text' | 'date' | 'instant' | 'whole' | 'decimal' | 'flag';

export interface Column {
  readonly name: string;
  readonly holds: Holds;
  readonly nullable?: true;
  /** A narrower column is refused: characters of a text, digits after the point of a decimal. */
  readonly room?: number;
}

export interface Table {
  /** Without the prefix. */
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

/** One row for each location-day: the receipt of what the database holds, and by its `revision` the guard (I3). */
export const LOCATION_DAY: Table = {
  name: 'location_day',
  key: ['location_id', 'local_date'],
  columns: [
    { name: 'location_id', holds: 'text', room: 32 },
    { name: 'local_date', holds: 'date' },
    { name: 'location_name', holds: 'text', room: 100, nullable: true },
    { name: 'time_zone', holds: 'text', room: 40 },
    { name: 'currency', holds: 'text', room: 3, nullable: true },
    { name: 'grain_minutes', holds: 'whole' },
    { name: 'cells', holds: 'whole' },
    { name: 'revision', holds: 'whole' },
    { name: 'message_id', holds: 'text', room: 120 },
    { name: 'updated_at', holds: 'instant' },
  ],
};

/**
 * One row for each cell. A repeated hour is two rows, told apart by `start_utc` and `utc_offset_minutes`. The date
 * belongs to the key: when a location's zone is corrected an hour may move to another date, and its old row stays as
 * withdrawn.
 */
export const CELL: Table = {
  name: 'cell',
  key: ['location_id', 'local_date', 'start_utc'],
  columns: [
    { name: 'location_id', holds: 'text', room: 32 },
    { name: 'local_date', holds: 'date' },
    { name: 'start_utc', holds: 'instant' },
    { name: 'end_utc', holds: 'instant' },
    { name: 'minute_of_day', holds: 'whole' },
    { name: 'utc_offset_minutes', holds: 'whole' },
    { name: 'grain_minutes', holds: 'whole' },
    { name: 'time_zone', holds: 'text', room: 40 },
    { name: 'currency', holds: 'text', room: 3, nullable: true },
    { name: 'sales', holds: 'decimal', room: 2 },
    { name: 'transactions', holds: 'whole' },
    { name: 'items', holds: 'decimal', room: 3 },
    { name: 'staff_hours', holds: 'decimal', room: 2, nullable: true },
    { name: 'staff_seconds', holds: 'whole', nullable: true },
    { name: 'revision', holds: 'whole' },
    { name: 'withdrawn', holds: 'flag' },
    { name: 'updated_at', holds: 'instant' },
  ],
};

export const TABLES: readonly Table[] = [LOCATION_DAY, CELL];
export const VIEWS: readonly string[] = ['hourly', 'daily'];

/** The columns that a writer compares to see whether a row has changed. */
export function contentColumns(table: Table): readonly Column[] {
  return table.columns.filter(({ name }) => !table.key.includes(name) && name !== 'updated_at');
}
