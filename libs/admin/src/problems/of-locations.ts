import { defineProblems } from '@tillbridge/domain';

export const LOCATION_PROBLEMS = defineProblems({
  'locations.deliver_missed_missing': {
    kind: 'usage',
    en: {
      what: 'The location {location} was {status}: it must be said what becomes of the days since then.',
      fix: 'Add --deliver-missed yes to send them, or --deliver-missed no to keep them back for good (API: "deliverMissed").',
    },
    fr: {
      what: 'L’emplacement {location} était {status} : il faut dire ce qu’il advient des jours écoulés depuis.',
      fix: 'Ajoutez --deliver-missed yes pour les envoyer, ou --deliver-missed no pour les garder définitivement (API : « deliverMissed »).',
    },
  },
  'mapping.in_settings_file': {
    kind: 'usage',
    en: {
      what: 'The shop {shop} is mapped to {location} by the settings file ({place}); that file alone decides about it.',
      fix: 'Change it there, or take the shop out of the file to map it here.',
    },
    fr: {
      what: 'Le magasin {shop} est associé à {location} par le fichier de réglages ({place}) ; ce fichier seul en décide.',
      fix: 'Changez-le là, ou retirez le magasin du fichier pour l’associer ici.',
    },
  },
  'mapping.location_taken': {
    kind: 'usage',
    en: {
      what: 'The location {location} belongs to the connection {connection}.',
      fix: 'Choose another location id: one location is fed by one connection.',
    },
    fr: {
      what: 'L’emplacement {location} appartient à la connexion {connection}.',
      fix: 'Choisissez un autre identifiant : un emplacement est alimenté par une seule connexion.',
    },
  },
  'mapping.location_resembles': {
    kind: 'usage',
    en: {
      what: 'The location id "{location}" differs from "{known}" by its zeros alone; they would be two locations.',
      fix: 'Write "{known}" if you mean that one. If you really want both, name "{location}" in the settings file.',
    },
    fr: {
      what: 'L’identifiant « {location} » ne diffère de « {known} » que par ses zéros ; ce seraient deux emplacements.',
      fix: 'Écrivez « {known} » si vous parlez de celui-là. Si vous voulez vraiment les deux, nommez « {location} » dans le fichier de réglages.',
    },
  },
  'mapping.shop_unlisted': {
    kind: 'usage',
    en: {
      what: 'The shop {shop} is not among the shops of the POS account ({known}).',
      fix: 'Take one of these ids; a shop that was opened just now is known after the next import.',
    },
    fr: {
      what: 'Le magasin {shop} ne figure pas parmi ceux du compte ({known}).',
      fix: 'Prenez l’un de ces identifiants ; un magasin ouvert à l’instant est connu après la prochaine importation.',
    },
  },
  'mapping.unknown': {
    kind: 'usage',
    en: {
      what: 'No person mapped the shop {shop} of {connection}.',
      fix: 'Look at the list of mappings; what the settings file maps is changed there.',
    },
    fr: {
      what: 'Personne n’a associé le magasin {shop} de {connection}.',
      fix: 'Consultez la liste des associations ; ce que le fichier de réglages associe se change dans ce fichier.',
    },
  },
  'mapping.reversed': {
    kind: 'usage',
    en: { what: 'The mapping ends on {to}, before it begins on {from}.', fix: 'Put the earlier date into "from".' },
    fr: {
      what: 'L’association se termine le {to}, avant de commencer le {from}.',
      fix: 'Mettez la date la plus ancienne dans « from ».',
    },
  },
});
