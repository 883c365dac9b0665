import { defineProblems } from '@tillbridge/domain';

/** One value is wrong by itself. */
export const VALUE_PROBLEMS = defineProblems({
  'settings.wrong_type': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.',
      fix: 'Write a value of that type; nothing is converted silently.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.',
      fix: 'Écrivez une valeur de ce type ; rien n’est converti en silence.',
    },
  },
  'settings.wrong_value': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.{hint}',
      fix: 'Write one of the values that are expected.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.{hint}',
      fix: 'Écrivez l’une des valeurs attendues.',
    },
  },
  'settings.out_of_range': {
    kind: 'settings',
    en: { what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.', fix: 'Write a value in that range.' },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.',
      fix: 'Écrivez une valeur dans cet intervalle.',
    },
  },
  'settings.number_not_text': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: {written} without quotes is a number to YAML, so zeros in front of it are lost; an id is text.',
      fix: 'Put it in quotes: "{written}".',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : {written} sans guillemets est un nombre en YAML, ses zéros de tête se perdent ; un identifiant est un texte.',
      fix: 'Mettez-le entre guillemets : "{written}".',
    },
  },
  'settings.bad_id': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.',
      fix: 'Choose an id of that form; it stands in commands, file names and metrics.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.',
      fix: 'Choisissez un identifiant de cette forme ; il figure dans les commandes, les noms de fichiers et les métriques.',
    },
  },
  'settings.bad_duration': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected a duration from {least} to {most}.',
      fix: 'Write a whole number and its unit, with nothing between them: s (seconds), m (minutes), h (hours) or d (days), such as 90s, 15m, 16h or 7d.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : une durée de {least} à {most}.',
      fix: 'Écrivez un nombre entier suivi de son unité, sans espace : s (secondes), m (minutes), h (heures) ou d (jours), par exemple 90s, 15m, 16h ou 7d.',
    },
  },
  'settings.bad_time_zone': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: {seen} is no IANA time zone.{hint}',
      fix: 'Write a zone by its full name, such as America/Toronto.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : {seen} n’est pas un fuseau horaire IANA.{hint}',
      fix: 'Écrivez le nom complet d’un fuseau, par exemple America/Toronto.',
    },
  },
  'settings.bad_start_time': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected a time of day HH:MM from 00:00 to 23:59.',
      fix: 'Write two digits, a colon and two digits, in quotes: "00:02".',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : une heure HH:MM de 00:00 à 23:59.',
      fix: 'Écrivez deux chiffres, un deux-points et deux chiffres, entre guillemets : "00:02".',
    },
  },
  'settings.bad_cron': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; {reason}.',
      fix: 'Write five fields: minute, hour, day of month, month, day of week. The shortest interval is a minute; there is no field for seconds.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; {reason}.',
      fix: 'Écrivez cinq champs : minute, heure, jour du mois, mois, jour de la semaine. L’intervalle le plus court est la minute ; il n’y a pas de champ pour les secondes.',
    },
  },
  'settings.bad_date': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.',
      fix: 'Write a date that exists, as YYYY-MM-DD; both dates of a span belong to it.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.',
      fix: 'Écrivez une date qui existe, sous la forme AAAA-MM-JJ ; les deux dates d’une période en font partie.',
    },
  },
  'settings.bad_currency': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: {seen} is no ISO 4217 currency code.{hint}',
      fix: 'Write three capital letters, such as CAD.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : {seen} n’est pas un code de monnaie ISO 4217.{hint}',
      fix: 'Écrivez trois lettres majuscules, par exemple CAD.',
    },
  },
  'settings.bad_url': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.',
      fix: 'Write an address of that form.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.',
      fix: 'Écrivez une adresse de cette forme.',
    },
  },
  'settings.bad_path': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: got {seen}; expected {expected}.',
      fix: 'Write the path of a file or folder.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : trouvé {seen} ; attendu : {expected}.',
      fix: 'Écrivez le chemin d’un fichier ou d’un dossier.',
    },
  },
  'settings.ca_file_unreadable': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the file {path} cannot be read ({errno}, as user {user}).',
      fix: 'Give the path of a PEM file with your certificate authority, readable by this user, or null.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : le fichier {path} ne peut pas être lu ({errno}, utilisateur {user}).',
      fix: 'Donnez le chemin d’un fichier PEM de votre autorité de certification, lisible par cet utilisateur, ou null.',
    },
  },
});
