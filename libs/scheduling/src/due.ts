import { Cron } from 'croner';
import { HOUR, type Instant, localPartsOf, MINUTE, type TimeZone } from '@tillbridge/domain';
import type { ScheduleSettings } from '@tillbridge/settings';

/**
 * The first instant strictly after `after` at which a schedule is due. Whole minutes. `zone` is the zone of the
 * schedule; `every` needs none: it counts from the epoch, so that neither a restart nor a change of clocks moves it.
 *
 * @throws RangeError when the zone is unknown or the cron expression is never due
 */
export function dueAfter(schedule: ScheduleSettings, zone: TimeZone, after: Instant): Instant {
  switch (schedule.type) {
    case 'hourly':
      return hourlyAfter(schedule.startTime, zone, after);
    case 'every':
      return (Math.floor(after / (schedule.minutes * MINUTE)) + 1) * schedule.minutes * MINUTE;
    case 'daily':
      return cronAfter(dailyExpression(schedule.startTime), zone, after);
    case 'cron':
      return cronAfter(schedule.expression, zone, after);
  }
}

/**
 * Once in each hour that passes, from the hour of the start time to the end of the local day. Not croner's `2 * * * *`:
 * where a zone changes by half an hour it lets 90 minutes pass or comes twice in one hour (croner 11.0.1, Lord Howe
 * Island). Where no minute of an hour fits, the change itself stands for it.
 */
function hourlyAfter(startTime: string, zone: TimeZone, after: Instant): Instant {
  const [startHour, minute] = hourAndMinute(startTime);
  for (let hour = Math.floor(after / HOUR) * HOUR; ; hour += HOUR) {
    const due = dueInHour(hour, minute, zone);
    if (due > after && localPartsOf(due, zone).hour >= startHour) return due;
  }
}

/** The first minute of an UTC hour that a clock in the zone shows as `minute` past. */
function dueInHour(hour: Instant, minute: number, zone: TimeZone): Instant {
  const { offsetMinutes } = localPartsOf(hour, zone);
  const due = hour + modulo(minute - offsetMinutes, 60) * MINUTE;
  const shown = localPartsOf(due, zone);
  if (shown.offsetMinutes === offsetMinutes) return due;
  const change = changeBetween(hour, due, zone);
  const afterwards = hour + modulo(minute - shown.offsetMinutes, 60) * MINUTE;
  return afterwards >= change ? afterwards : change;
}

/** The minute at which the offset of `from` ends. */
function changeBetween(from: Instant, to: Instant, zone: TimeZone): Instant {
  const { offsetMinutes } = localPartsOf(from, zone);
  for (let at = from; at < to; at += MINUTE) {
    if (localPartsOf(at, zone).offsetMinutes !== offsetMinutes) return at;
  }
  return to;
}

/** With one minute and one hour, croner runs a time that the clocks skip right after the gap, and one that they repeat once. */
function dailyExpression(startTime: string): string {
  const [hour, minute] = hourAndMinute(startTime);
  return `${minute} ${hour} * * *`;
}

function cronAfter(expression: string, zone: TimeZone, after: Instant): Instant {
  const due = new Cron(expression, { mode: '5-part', timezone: zone }).nextRun(new Date(after));
  if (due === null) throw new RangeError(`the cron expression ${expression} is never due after ${after}`);
  return due.getTime();
}

function hourAndMinute(startTime: string): [hour: number, minute: number] {
  return [Number(startTime.slice(0, 2)), Number(startTime.slice(3, 5))];
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
