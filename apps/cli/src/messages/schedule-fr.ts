import type { scheduleEn } from './schedule-en.js';

export const scheduleFr: typeof scheduleEn = {
  header: ['connexion', 'horaire', 'fuseau', 'dernière lecture', 'prochaine', 'manquées', 'travaux'],
  paused: 'en pause',
  words: (schedule) => {
    switch (schedule.type) {
      case 'hourly': {
        const [hour = '', minute = ''] = schedule.startTime.split(':');
        const each = `chaque heure, à ${Number(minute)} min`;
        return Number(hour) === 0 ? each : `${each}, dès ${schedule.startTime}`;
      }
      case 'daily':
        return `chaque jour à ${schedule.startTime}`;
      case 'every':
        return `toutes les ${schedule.minutes} min`;
      case 'cron':
        return `cron ${schedule.expression}`;
    }
  },
  job: (state, attempts, again) =>
    again === null ? (state === 'running' ? 'en cours' : 'en attente') : `en attente, essai ${attempts + 1} à ${again}`,
};
