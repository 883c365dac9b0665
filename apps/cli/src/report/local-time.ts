import { type Instant, localPartsOf, type TimeZone } from '@tillbridge/domain';
import { clockText } from './clock-text.js';

/** Date and time as a clock in the zone shows them. */
export function localTime(instant: Instant, timeZone: TimeZone): string {
  const { date, hour, minute } = localPartsOf(instant, timeZone);
  return `${date} ${clockText(hour * 60 + minute)}`;
}
