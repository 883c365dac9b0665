import type { LocalDate } from '@tillbridge/domain';

/** `13:30` for 810. */
export function timeText(minuteOfDay: number): string {
  return `${twoDigits(Math.floor(minuteOfDay / 60))}:${twoDigits(minuteOfDay % 60)}`;
}

/** `13` for 810: the hour that the interval starts in. */
export function hourText(minuteOfDay: number): string {
  return twoDigits(Math.floor(minuteOfDay / 60));
}

/** A local date and the start of an interval in one of the forms that `dateFormat` offers. */
export function dateText(date: LocalDate, minuteOfDay: number, format: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return format.replace('yyyy', year).replace('MM', month).replace('dd', day).replace('HH:mm', timeText(minuteOfDay));
}

/** `-03:30` for -210 minutes east of UTC. */
export function offsetText(offsetMinutes: number): string {
  return `${offsetMinutes < 0 ? '-' : '+'}${timeText(Math.abs(offsetMinutes))}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
