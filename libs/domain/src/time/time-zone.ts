/** An IANA zone name or a legacy alias of one, such as `America/Toronto` or `US/Pacific`. */
export type TimeZone = string;

const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;

/** Whether the machine's zone tables know the name. An offset such as `+05:00` is no zone: its clocks never change. */
export function isTimeZone(name: string): boolean {
  if (!NAME.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
