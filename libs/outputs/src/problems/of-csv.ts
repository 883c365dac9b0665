import { defineProblems } from '@tillbridge/domain';

export const CSV_PROBLEMS = defineProblems({
  'csv.not_writable': {
    kind: 'failed',
    en: {
      what: 'The CSV folder {directory} cannot be written by this process (user id {uid}): {reason} at {path}. {folder} belongs to {owner} and has mode {mode}.',
      fix: 'Create the folder, or give user id {uid} the right to write in {folder} (for example: chown {uid} {folder}), or mount it writable, or name another one as the output\'s "directory". Nothing is lost: the next delivery tries again.',
    },
    fr: {
      what: 'Le dossier CSV {directory} n’est pas accessible en écriture pour ce processus (utilisateur {uid}) : {reason} sur {path}. {folder} appartient à {owner} et a le mode {mode}.',
      fix: 'Créez le dossier, ou donnez à l’utilisateur {uid} le droit d’écrire dans {folder} (par exemple : chown {uid} {folder}), ou montez-le en écriture, ou indiquez-en un autre dans « directory » de la sortie. Rien n’est perdu : la prochaine livraison réessaiera.',
    },
  },
  'csv.no_space': {
    kind: 'failed',
    en: {
      what: 'There is no space left for CSV files in {directory}: {reason} at {path}.',
      fix: 'Free space on that file system or raise the quota. The files there are whole; the next delivery writes the missing ones.',
    },
    fr: {
      what: 'Il n’y a plus de place pour les fichiers CSV dans {directory} : {reason} sur {path}.',
      fix: 'Libérez de l’espace sur ce système de fichiers ou augmentez le quota. Les fichiers présents sont entiers ; la prochaine livraison écrira ceux qui manquent.',
    },
  },
  'csv.unreachable': {
    kind: 'later',
    en: {
      what: 'Writing to the CSV folder {directory} failed: {reason} at {path}.',
      fix: 'Look at the disk or the network share behind that folder. The next delivery tries again.',
    },
    fr: {
      what: 'L’écriture dans le dossier CSV {directory} a échoué : {reason} sur {path}.',
      fix: 'Vérifiez le disque ou le partage réseau de ce dossier. La prochaine livraison réessaiera.',
    },
  },
  'csv.stopped': {
    kind: 'later',
    en: {
      what: 'The delivery to {directory} was stopped before this file was written.',
      fix: 'Nothing needs doing: the next delivery writes it.',
    },
    fr: {
      what: 'La livraison vers {directory} a été arrêtée avant l’écriture de ce fichier.',
      fix: 'Rien à faire : la prochaine livraison l’écrira.',
    },
  },
  'csv.name_taken': {
    kind: 'settings',
    en: {
      what: 'The file {path} already holds layout {heldLayout} of location {location}, date {date}; another location-day of this output has the same name.',
      fix: 'Give each output its own "directory" or a "fileName" with {layout} or {output} in it, and let location ids differ in more than upper and lower case. Then replay the day.',
    },
    fr: {
      what: 'Le fichier {path} contient déjà la disposition {heldLayout} de l’emplacement {location}, date {date} ; une autre journée de cette sortie porte le même nom.',
      fix: 'Donnez à chaque sortie son propre « directory » ou un « fileName » contenant {layout} ou {output}, et des identifiants d’emplacement qui ne diffèrent pas seulement par la casse. Puis rejouez la journée.',
    },
  },
  'csv.handed_over': {
    kind: 'failed',
    en: {
      what: 'The file {path} was handed over before with other rows, and with "repeat: adds" a file is never rewritten.',
      fix: 'Compare it with "tillbridge deliveries preview" and retype what differs in TMAS, or choose "repeat: overwrites" if TMAS replaces an hour that it already has.',
    },
    fr: {
      what: 'Le fichier {path} a déjà été remis avec d’autres lignes, et avec « repeat: adds » un fichier n’est jamais réécrit.',
      fix: 'Comparez-le à « tillbridge deliveries preview » et ressaisissez les écarts dans TMAS, ou choisissez « repeat: overwrites » si TMAS remplace une heure qu’il a déjà.',
    },
  },
});
