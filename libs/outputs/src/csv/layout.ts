import type { LocationDay } from '@tillbridge/plugin-kit';
import type { CsvSettings } from './settings.js';

/** One line as text, with the figures that the control totals add up. */
export interface LayoutLine {
  readonly fields: readonly string[];
  /** As they stand in `fields`. */
  readonly figures: LineFigures;
  readonly withdrawn: boolean;
}

export interface LineFigures {
  readonly sales: string;
  readonly transactions: string;
  readonly items: string;
  /** Empty when unknown. */
  readonly staff: string;
}

/** How a location-day becomes lines. Pure. */
export interface Layout {
  header(settings: CsvSettings): readonly string[];
  lines(day: LocationDay, settings: CsvSettings): readonly LayoutLine[];
}
