import { defineProblems } from '@tillbridge/domain';

export const SYNC_PROBLEMS = defineProblems({
  'sync.window_half': {
    kind: 'usage',
    en: {
      what: 'Only one end of the window is given.',
      fix: 'Give both --from and --to, or neither for the usual trailing window.',
    },
    fr: {
      what: 'Une seule borne de la période est donnée.',
      fix: 'Donnez --from et --to, ou aucune des deux pour la période glissante habituelle.',
    },
  },
  'sync.window_reversed': {
    kind: 'usage',
    en: {
      what: 'The window ends before it begins: from {from} to {to}.',
      fix: 'Put the earlier date first: --from 2026-05-01 --to 2026-05-07.',
    },
    fr: {
      what: 'La période se termine avant de commencer : de {from} à {to}.',
      fix: 'Mettez la date la plus ancienne en premier : --from 2026-05-01 --to 2026-05-07.',
    },
  },
  'sync.window_unreadable': {
    kind: 'usage',
    en: {
      what: '"{text}" is no date of the calendar and no instant.',
      fix: 'Write a date such as 2026-05-14, or an instant with its offset such as 2026-05-14T10:00:00-04:00.',
    },
    fr: {
      what: '« {text} » n’est ni une date du calendrier ni un instant.',
      fix: 'Écrivez une date comme 2026-05-14, ou un instant avec son décalage comme 2026-05-14T10:00:00-04:00.',
    },
  },
  'sync.shop_unknown': {
    kind: 'person',
    en: {
      what: 'The shop {shop} mapped to {location} is not among the shops of the POS account ({known}).',
      fix: 'Correct posId in the settings of the connection; the other locations were read.',
    },
    fr: {
      what: 'Le magasin {shop} associé à {location} ne figure pas parmi ceux du compte ({known}).',
      fix: 'Corrigez posId dans les réglages de la connexion ; les autres emplacements ont été lus.',
    },
  },
  'sync.zone_unknown': {
    kind: 'person',
    en: {
      what: 'No time zone is known for the location {location}: the POS gives "{zone}" for the shop {shop}.',
      fix: 'Set timeZone for this location in the settings, such as America/Toronto.',
    },
    fr: {
      what: 'Aucun fuseau horaire n’est connu pour l’emplacement {location} : la caisse donne « {zone} » pour le magasin {shop}.',
      fix: 'Indiquez timeZone pour cet emplacement dans les réglages, par exemple America/Toronto.',
    },
  },
  'sync.records_unlisted': {
    kind: 'person',
    en: {
      what: '{count} {stream} of the shop {shop} are no longer listed by the POS, which still answers for them by number ({ids}); their figures stay as they are',
      fix: 'Look these records up at the POS: its list leaves them out. Void or delete there what should not count; otherwise ask its support. Nothing needs to be accepted here.',
    },
    fr: {
      what: '{count} enregistrements ({stream}) du magasin {shop} ne figurent plus dans la liste du point de vente, qui les donne encore par leur numéro ({ids}) ; leurs chiffres restent tels quels',
      fix: 'Cherchez-les au point de vente : sa liste les omet. Annulez ou supprimez là-bas ce qui ne doit pas compter ; sinon, demandez à son assistance. Rien n’est à accepter ici.',
    },
  },
  'sync.connection_unknown': {
    kind: 'usage',
    en: {
      what: 'There is no connection "{connection}"; the settings name {known}.',
      fix: 'Use one of these ids, or add the connection to the settings.',
    },
    fr: {
      what: 'Il n’y a pas de connexion « {connection} » ; les réglages nomment {known}.',
      fix: 'Utilisez un de ces identifiants, ou ajoutez la connexion aux réglages.',
    },
  },
  'sync.connection_deleted': {
    kind: 'person',
    en: {
      what: 'The connection {connection} was deleted: nothing is read from it.',
      fix: 'Connect it again with "tillbridge connect {connection}"; what was read before is still there unless it was deleted too.',
    },
    fr: {
      what: 'La connexion {connection} a été supprimée : rien n’en est lu.',
      fix: 'Reconnectez-la avec « tillbridge connect {connection} » ; ce qui a été lu auparavant est toujours là, sauf si cela a été supprimé aussi.',
    },
  },
  'sync.connection_paused': {
    kind: 'person',
    en: {
      what: 'The connection {connection} is paused: nothing is read from it.',
      fix: 'Resume it with "tillbridge connections resume {connection}".',
    },
    fr: {
      what: 'La connexion {connection} est en pause : rien n’y est lu.',
      fix: 'Reprenez-la avec « tillbridge connections resume {connection} ».',
    },
  },
});
