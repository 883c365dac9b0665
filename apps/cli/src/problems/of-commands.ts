import { defineProblems } from '@tillbridge/domain';

/** What single commands have to say. */
export const COMMAND_PROBLEMS = defineProblems({
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
});
