import { cellSpansOf, type LocalDate } from '@tillbridge/domain';
import type { DeliveredCell, LocationDay } from '@tillbridge/plugin-kit';

interface DayShape extends Partial<Omit<LocationDay, 'cells' | 'messageId'>> {
  /** What each cell holds, by its place in the day; hours without a figure are zero, with one hour of staff. */
  readonly figures?: (cell: { readonly index: number; readonly label: string }) => Partial<DeliveredCell> | null;
}

/** A location-day with the cells that its date has in its zone; null leaves one out. */
export function dayWith({ figures = () => ({}), ...over }: DayShape = {}): LocationDay {
  const day = {
    location: '0001',
    locationName: 'Harbour',
    date: '2024-06-03' as LocalDate,
    timeZone: 'America/Toronto',
    currency: 'CAD',
    currencyDigits: 2,
    grain: 60 as const,
    revision: 1,
    ...over,
  };
  const cells = cellSpansOf(day.date, day.timeZone, day.grain).flatMap((span, index) => {
    const filled = figures({ index, label: labelText(span.minuteOfDay) });
    if (filled === null) return [];
    const { start, end, minuteOfDay, offsetMinutes } = span;
    const empty = {
      sales: '0',
      transactions: 0,
      items: '0',
      staffSeconds: 3600,
      revision: day.revision,
      withdrawn: false,
    };
    return [{ start, end, minuteOfDay, offsetMinutes, ...empty, ...filled }];
  });
  return { ...day, messageId: `tmas.${day.location}.${day.date}.${day.revision}.0f1e2d3c`, cells };
}

/** `[sales, transactions, items, staff hours]` as a cell's figures. */
export function figuresOf(sales: string, transactions: number, items: number, hours: number): Partial<DeliveredCell> {
  return { sales, transactions, items: String(items), staffSeconds: hours * 3600 };
}

function labelText(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}
