import { LOCATION_STATUSES } from '@tillbridge/domain';
import * as z from 'zod';
import { key, oneOf, TYPES } from './meaning.js';
import { tallyOverrides } from './tallies.js';
import { label, locationId, posId } from './text.js';
import { currency, localDate, timeZone } from './time.js';

const shop = {
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
};

const description = {
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
};

const dates = {
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
};

/** `locations` of a connection: which shop feeds which location, when, and what is known of the location. */
export function locations() {
  return z.array(
    z.strictObject({
      ...shop,
      ...description,
      ...dates,
      tallies: key(tallyOverrides().prefault({}), {
        type: TYPES.group,
        sameAs: 'tallies',
        means: {
          en: 'Rules of this location over those of its connection.',
          fr: 'Règles de cet emplacement, prioritaires sur celles de sa connexion.',
        },
      }),
    }),
  );
}
