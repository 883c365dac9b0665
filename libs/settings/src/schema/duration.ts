import { DAY, HOUR, MINUTE, SECOND } from '@tillbridge/domain';

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };
const LARGEST_FIRST = ['d', 'h', 'm', 's'] as const;

/** `90s`, `15m`, `16h`, `7d` in milliseconds; null for any other text. */
export function parseDuration(text: string): number | null {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const length = UNITS[unit ?? ''];
  return count === undefined || length === undefined ? null : Number(count) * length;
}

/** The shortest text of a whole number of seconds: in the largest unit that divides it. */
export function durationText(milliseconds: number): string {
  const unit = LARGEST_FIRST.find((name) => milliseconds % (UNITS[name] ?? 1) === 0) ?? 's';
  return `${milliseconds / (UNITS[unit] ?? SECOND)}${unit}`;
}
