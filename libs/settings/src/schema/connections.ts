import * as z from 'zod';
import { redirectUri } from './address.js';
import { locations } from './locations.js';
import { key, TYPES } from './meaning.js';
import { schedule } from './schedule.js';
import { tallyOverrides } from './tallies.js';
import { id, label } from './text.js';

const identity = {
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
    means: { en: 'The plugin that reads this POS.', fr: 'Le plugin qui lit ce point de vente.' },
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
};

/** Section `connections`. The settings of the connector itself are left as they are; `registry` checks them. */
export function connections() {
  return z.array(connection());
}

function connection() {
  return z.strictObject({
    ...identity,
    settings: key(z.looseObject({}).prefault({}), {
      type: TYPES.group,
      means: {
        en: 'The connector’s own keys; `tillbridge plugins show <connector>` tells them.',
        fr: 'Les clés propres au connecteur ; `tillbridge plugins show <connecteur>` les indique.',
      },
    }),
    schedule: key(schedule(), {
      type: TYPES.group,
      means: { en: 'When it is read.', fr: 'Quand elle est lue.' },
    }),
    locations: key(locations().prefault([]), {
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
