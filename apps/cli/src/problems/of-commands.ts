import { defineProblems } from '@tillbridge/domain';

/** What single commands have to say. */
export const COMMAND_PROBLEMS = defineProblems({
  'connections.delete_not_built': {
    kind: 'usage',
    en: {
      what: '"connections delete" is not part of this version.',
      fix: 'Run "tillbridge connections pause {connection}" and take the connection out of the settings; its history stays.',
    },
    fr: {
      what: '« connections delete » ne fait pas partie de cette version.',
      fix: 'Lancez « tillbridge connections pause {connection} » et retirez la connexion des réglages ; son historique reste.',
    },
  },
  'locations.deliver_missed_missing': {
    kind: 'usage',
    en: {
      what: 'The location {location} was {status}: it must be said what becomes of the days since then.',
      fix: 'Add --deliver-missed yes to send them now, or --deliver-missed no to keep them back for good.',
    },
    fr: {
      what: 'L’emplacement {location} était {status} : il faut dire ce qu’il advient des jours écoulés depuis.',
      fix: 'Ajoutez --deliver-missed yes pour les envoyer, ou --deliver-missed no pour les garder définitivement.',
    },
  },
  'cli.file_refused': {
    kind: 'failed',
    en: { what: 'The file {file} cannot be read or written: {reason}', fix: 'Check the path and the rights on it.' },
    fr: {
      what: 'Le fichier {file} ne peut pas être lu ou écrit : {reason}',
      fix: 'Vérifiez le chemin et les droits.',
    },
  },
  'locations.csv_unreadable': {
    kind: 'settings',
    en: {
      what: 'The file {file} is no CSV of locations: {reason}',
      fix: 'Its first row names columns among {known}; posId and locationId are needed.',
    },
    fr: {
      what: 'Le fichier {file} n’est pas un CSV d’emplacements : {reason}',
      fix: 'Sa première ligne nomme des colonnes parmi {known} ; posId et locationId sont nécessaires.',
    },
  },
  'sync.quarantined': {
    kind: 'failed',
    en: {
      what: '{count} records of {stream} could not be read and are kept aside; their figures are missing. {reasons}',
      fix: 'Look at these records in the POS and correct them there; the next import takes them in by itself.',
    },
    fr: {
      what: '{count} enregistrements ({stream}) étaient illisibles et sont mis de côté ; leurs chiffres manquent. {reasons}',
      fix: 'Vérifiez ces enregistrements au point de vente et corrigez-les là ; la prochaine importation les reprendra.',
    },
  },
  'deliveries.out_of_reach': {
    kind: 'usage',
    en: {
      what: 'The day {date} of {location} lies before the reach of output {output}; nothing was marked.',
      fix: 'Reach back first: "tillbridge sync <connection> --from {from} --to {date} --deliver".',
    },
    fr: {
      what: 'Le jour {date} de {location} précède la portée de la sortie {output} ; rien n’a été marqué.',
      fix: 'Étendez d’abord la portée : « tillbridge sync <connexion> --from {from} --to {date} --deliver ».',
    },
  },
  'outputs.no_tables': {
    kind: 'usage',
    en: {
      what: 'Output {output} is of kind {kind}, which writes into no tables.',
      fix: 'Name an output of kind database; "tillbridge outputs" lists them.',
    },
    fr: {
      what: 'La sortie {output} est de type {kind}, qui n’écrit dans aucune table.',
      fix: 'Nommez une sortie de type database ; « tillbridge outputs » les liste.',
    },
  },
  'deliveries.none': {
    kind: 'usage',
    en: {
      what: 'Output {output} has no folded day from {from} to {to} to send again.',
      fix: 'Import these dates first: "tillbridge sync <connection> --from {from} --to {to}".',
    },
    fr: {
      what: 'La sortie {output} n’a aucun jour calculé du {from} au {to} à renvoyer.',
      fix: 'Importez d’abord ces dates : « tillbridge sync <connexion> --from {from} --to {to} ».',
    },
  },
});
