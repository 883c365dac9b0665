import { LOCATION_STATUSES } from '@tillbridge/domain';
import * as z from 'zod';
import { redirectUri } from './address.js';
import { cronExpression } from './cron.js';
import { key, oneOf, TYPES } from './meaning.js';
import { tallyOverrides } from './tallies.js';
import { id, label, locationId, posId } from './text.js';
import { currency, localDate, startTime, timeZone } from './time.js';

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

function schedule() {
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

function location() {
  return z.strictObject({
    posId: key(posId(), {
      type: TYPES.id,
      means: { en: 'The shop’s id in the POS.', fr: 'L’identifiant du magasin dans le point de vente.' },
    }),
    locationId: key(locationId(), {
      type: TYPES.id,
      means: {
        en: 'The TMAS location that the shop feeds, in quotes. Several shops of one connection may feed one location; they add up.',
        fr: 'L’emplacement TMAS que le magasin alimente, entre guillemets. Plusieurs magasins d’une connexion peuvent alimenter un emplacement ; ils s’additionnent.',
      },
    }),
    status: key(z.enum(LOCATION_STATUSES).nullable().prefault(null), {
      type: oneOf(...LOCATION_STATUSES),
      default: { en: '`operational`', fr: '`operational`' },
      means: {
        en: 'Its first status; only `operational` delivers. Later changes are made by command and win.',
        fr: 'Son premier statut ; seul `operational` livre. Les changements ultérieurs se font par commande et l’emportent.',
      },
    }),
    name: key(label().nullable().prefault(null), {
      type: TYPES.text,
      means: { en: 'Its name; null: the POS’s.', fr: 'Son nom ; null : celui du point de vente.' },
    }),
    region: key(label().nullable().prefault(null), {
      type: TYPES.text,
      means: { en: 'A region to group locations by.', fr: 'Une région pour regrouper les emplacements.' },
    }),
    timeZone: key(timeZone().nullable().prefault(null), {
      type: TYPES.timeZone,
      means: { en: 'Its zone; null: the POS’s.', fr: 'Son fuseau ; null : celui du point de vente.' },
    }),
    currency: key(currency().nullable().prefault(null), {
      type: { en: 'currency code', fr: 'code de monnaie' },
      means: {
        en: 'Its currency; null: the POS’s. A sale in another one is kept and shown but not tallied.',
        fr: 'Sa monnaie ; null : celle du point de vente. Une vente dans une autre est gardée et montrée mais pas comptée.',
      },
    }),
    from: key(localDate().nullable().prefault(null), {
      type: TYPES.date,
      means: {
        en: 'First date of this mapping; null: always.',
        fr: 'Première date de cette association ; null : depuis toujours.',
      },
    }),
    to: key(localDate().nullable().prefault(null), {
      type: TYPES.date,
      means: {
        en: 'Last date of this mapping; null: no end.',
        fr: 'Dernière date de cette association ; null : sans fin.',
      },
    }),
    tallies: key(tallyOverrides().prefault({}), {
      type: TYPES.group,
      sameAs: 'tallies',
      means: {
        en: 'Rules of this location over those of its connection.',
        fr: 'Règles de cet emplacement, prioritaires sur celles de sa connexion.',
      },
    }),
  });
}

/** Section `connections`. The settings of the connector itself are left as they are; `registry` checks them. */
export function connections() {
  return z.array(connection());
}

function connection() {
  return z.strictObject({
    id: key(id(), {
      type: TYPES.id,
      means: { en: 'Its name in commands and metrics.', fr: 'Son nom dans les commandes et les métriques.' },
    }),
    label: key(label().nullable().prefault(null), {
      type: TYPES.text,
      default: { en: 'its id', fr: 'son identifiant' },
      means: { en: 'Its name for people.', fr: 'Son nom pour les personnes.' },
    }),
    connector: key(id(), {
      type: TYPES.id,
      means: { en: 'The plugin that reads this POS.', fr: 'Le greffon qui lit ce point de vente.' },
    }),
    active: key(z.boolean().prefault(true), {
      type: TYPES.yesOrNo,
      means: {
        en: 'Whether it is read, at first. Later changes are made by command and win.',
        fr: 'Si elle est lue, au départ. Les changements ultérieurs se font par commande et l’emportent.',
      },
    }),
    redirectUri: key(redirectUri().nullable().prefault(null), {
      type: TYPES.url,
      default: {
        en: '`server.publicUrl` + `/oauth/callback` when that is HTTPS, else `https://localhost/oauth/callback`',
        fr: '`server.publicUrl` + `/oauth/callback` si c’est du HTTPS, sinon `https://localhost/oauth/callback`',
      },
      means: {
        en: 'The redirect address that is registered with the POS.',
        fr: 'L’adresse de redirection enregistrée auprès du point de vente.',
      },
    }),
    settings: key(z.looseObject({}).prefault({}), {
      type: TYPES.group,
      means: {
        en: 'The connector’s own keys; `tillbridge plugins` tells them.',
        fr: 'Les clés propres au connecteur ; `tillbridge plugins` les indique.',
      },
    }),
    schedule: key(schedule(), {
      type: TYPES.group,
      means: { en: 'When it is read.', fr: 'Quand elle est lue.' },
    }),
    locations: key(z.array(location()).prefault([]), {
      type: TYPES.list,
      means: {
        en: 'Which shop feeds which location. Sales of a shop that is not named are kept and counted once it is.',
        fr: 'Quel magasin alimente quel emplacement. Les ventes d’un magasin non nommé sont gardées et comptées dès qu’il l’est.',
      },
    }),
    tallies: key(tallyOverrides().prefault({}), {
      type: TYPES.group,
      sameAs: 'tallies',
      means: {
        en: 'Rules of this connection over those of the file.',
        fr: 'Règles de cette connexion, prioritaires sur celles du fichier.',
      },
    }),
  });
}
