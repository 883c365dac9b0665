import type { ScheduleSettings } from '@tillbridge/settings';

export const scheduleEn = {
  header: ['connection', 'schedule', 'zone', 'last read', 'next', 'missed', 'jobs'],
  paused: 'paused',
  words: (schedule: ScheduleSettings): string => {
    switch (schedule.type) {
      case 'hourly': {
        const [hour = '', minute = ''] = schedule.startTime.split(':');
        const each = `hourly, ${Number(minute)} min past`;
        return Number(hour) === 0 ? each : `${each}, from ${schedule.startTime}`;
      }
      case 'daily':
        return `daily at ${schedule.startTime}`;
      case 'every':
        return `every ${schedule.minutes} min`;
      case 'cron':
        return `cron ${schedule.expression}`;
    }
  },
  job: (state: string, attempts: number, again: string | null) =>
    again === null ? (state === 'running' ? 'running' : 'waiting') : `waiting, attempt ${attempts + 1} at ${again}`,
};
