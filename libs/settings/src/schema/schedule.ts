import * as z from 'zod';
import { cronExpression } from './cron.js';
import { key, oneOf, TYPES } from './meaning.js';
import { startTime, timeZone } from './time.js';

const zone = key(timeZone().exactOptional(), {
  type: TYPES.timeZone,
  means: {
    en: 'Zone of the start time; when absent, the zone of the POS account.',
    fr: 'Fuseau de l’heure de départ ; sinon, celui du compte du point de vente.',
  },
});

const start = key(startTime().prefault('00:02'), {
  type: TYPES.startTime,
  means: {
    en: 'Of `hourly` and `daily`: the first time of the day; "00:02" with `hourly` is two minutes past each hour.',
    fr: 'De `hourly` et `daily` : la première heure du jour ; "00:02" avec `hourly` est deux minutes après chaque heure.',
  },
});

const SCHEDULES = {
  type: oneOf('hourly', 'daily', 'every', 'cron'),
  means: { en: 'When this connection is read.', fr: 'Quand cette connexion est lue.' },
};

/** `schedule` of a connection. */
export function schedule() {
  return z
    .discriminatedUnion('type', [
      z.strictObject({ type: key(z.literal('hourly'), SCHEDULES), startTime: start, timeZone: zone }),
      z.strictObject({ type: z.literal('daily'), startTime: start, timeZone: zone }),
      z.strictObject({
        type: z.literal('every'),
        minutes: key(z.int().min(1).max(1440), {
          type: { en: 'whole number, 1 to 1440', fr: 'nombre entier, 1 à 1440' },
          means: {
            en: 'Of `every`: the minutes between two runs.',
            fr: 'De `every` : les minutes entre deux passages.',
          },
        }),
      }),
      z.strictObject({
        type: z.literal('cron'),
        expression: key(cronExpression(), {
          type: { en: 'cron expression of 5 fields', fr: 'expression cron de 5 champs' },
          means: { en: 'Of `cron`: when to run.', fr: 'De `cron` : quand passer.' },
        }),
        timeZone: zone,
      }),
    ])
    .prefault({ type: 'hourly' });
}
