import { defineProblems } from '@tillbridge/domain';

/**
 * Every way in which settings can be wrong. `{expected}`, `{seen}`, `{reason}` and `{hint}` are phrases that exist in
 * both languages (`check/phrase.ts`); the rest are parameters that need no translation.
 */
export const SETTINGS_PROBLEMS = defineProblems({
  'settings.file_unreadable': {
    kind: 'settings',
    en: {
      what: 'The settings file {file} cannot be read ({errno}, as user {user}).',
      fix: 'Check the path given with --config or TILLBRIDGE_CONFIG, and that this user may read the file.',
    },
    fr: {
      what: 'Le fichier de réglages {file} ne peut pas être lu ({errno}, utilisateur {user}).',
      fix: 'Vérifiez le chemin donné par --config ou TILLBRIDGE_CONFIG, et que cet utilisateur peut lire le fichier.',
    },
  },
  'settings.too_large': {
    kind: 'settings',
    en: {
      what: '{file}: the settings are too large: at most {limit} {expected}.',
      fix: 'Shorten the file; check that it is the settings file and that aliases (*name) do not repeat each other.',
    },
    fr: {
      what: '{file} : les réglages sont trop volumineux : au plus {limit} {expected}.',
      fix: 'Raccourcissez le fichier ; vérifiez que c’est bien le fichier de réglages et que les alias (*nom) ne se répètent pas entre eux.',
    },
  },
  'settings.bad_encoding': {
    kind: 'settings',
    en: {
      what: '{file}: the file is not UTF-8 text ({reason}).',
      fix: 'Save it as UTF-8; a byte order mark and Windows line ends are fine.',
    },
    fr: {
      what: '{file} : le fichier n’est pas un texte UTF-8 ({reason}).',
      fix: 'Enregistrez-le en UTF-8 ; une marque d’ordre d’octets et les fins de ligne Windows sont admises.',
    },
  },
  'settings.yaml_syntax': {
    kind: 'settings',
    en: { what: '{file}:{line}:{column}: this is not valid YAML: {reason}.', fix: 'Mend that line.' },
    fr: { what: '{file}:{line}:{column} : ce n’est pas du YAML valide : {reason}.', fix: 'Corrigez cette ligne.' },
  },
  'settings.duplicate_key': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the key stands twice in the same group, first on line {first}.',
      fix: 'Keep one of the two.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : la clé figure deux fois dans le même groupe, d’abord à la ligne {first}.',
      fix: 'Gardez l’une des deux.',
    },
  },
  'settings.unknown_key': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: unknown key.{hint}',
      fix: 'Correct its spelling or its indentation, or remove it; config/default.yaml shows every key.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : clé inconnue.{hint}',
      fix: 'Corrigez son orthographe ou son retrait, ou supprimez-la ; config/default.yaml montre toutes les clés.',
    },
  },
  'settings.missing_key': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the key is missing; it has no default. Expected {expected}.',
      fix: 'Add the key.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : la clé manque et n’a pas de valeur par défaut. Attendu : {expected}.',
      fix: 'Ajoutez la clé.',
    },
  },
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
  'settings.duplicate_id': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the id {id} is taken already on line {first}.',
      fix: 'Give each connection and each output its own id.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : l’identifiant {id} est déjà pris à la ligne {first}.',
      fix: 'Donnez à chaque connexion et à chaque sortie son propre identifiant.',
    },
  },
  'settings.duplicate_shop': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the shop {id} is mapped already on line {first}, for dates that overlap.',
      fix: 'Map a shop to one location at a time; use from and to where it moved.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : le magasin {id} est déjà associé à la ligne {first}, pour des dates qui se chevauchent.',
      fix: 'Associez un magasin à un seul emplacement à la fois ; utilisez from et to s’il a changé.',
    },
  },
  'settings.location_shared': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the location {id} is fed by connection {other} already, on line {first}.',
      fix: 'Feed a location from one connection; several shops of that connection may feed it and add up.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : l’emplacement {id} est déjà alimenté par la connexion {other}, à la ligne {first}.',
      fix: 'Alimentez un emplacement par une seule connexion ; plusieurs magasins de cette connexion peuvent l’alimenter et s’additionnent.',
    },
  },
  'settings.location_contradicted': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: differs from what line {first} says about the same location {id}.',
      fix: 'Say it once, on the first line of that location, or the same each time.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : diffère de ce que dit la ligne {first} du même emplacement {id}.',
      fix: 'Dites-le une seule fois, à la première ligne de cet emplacement, ou chaque fois de même.',
    },
  },
  'settings.bad_substitution': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: a ${ is not followed by a name and }.',
      fix: 'Write ${NAME} for the environment, ${file:/path} for a file, or $${ for the two characters themselves.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : un ${ n’est pas suivi d’un nom et de }.',
      fix: 'Écrivez ${NOM} pour l’environnement, ${file:/chemin} pour un fichier, ou $${ pour les deux caractères eux-mêmes.',
    },
  },
  'settings.environment_missing': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the environment variable {variable} is {reason}.',
      fix: 'Set it where this program is started, or take it out of the settings file.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : la variable d’environnement {variable} {reason}.',
      fix: 'Définissez-la là où ce programme est lancé, ou retirez-la du fichier de réglages.',
    },
  },
  'settings.secret_file_unreadable': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the secret file {path} cannot be used: {reason} ({errno}, as user {user}).',
      fix: 'Check the path, and that it is a file of UTF-8 text which this user may read and which is not empty.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : le fichier secret {path} est inutilisable : {reason} ({errno}, utilisateur {user}).',
      fix: 'Vérifiez le chemin, et que c’est un fichier de texte UTF-8 non vide que cet utilisateur peut lire.',
    },
  },
  'settings.database_in_memory': {
    kind: 'settings',
    en: {
      what: '{file}:{line} {key}: the database {path} lies in the machine’s memory (tmpfs) and is lost when it restarts.',
      fix: 'Put it on a disk: tokens, figures and what was delivered are kept in it.',
    },
    fr: {
      what: '{file}:{line} {key} : la base de données {path} se trouve en mémoire vive (tmpfs) et disparaît au redémarrage.',
      fix: 'Placez-la sur un disque : elle garde les jetons, les chiffres et ce qui a été livré.',
    },
  },
  'settings.secret_in_file': {
    kind: 'settings',
    en: {
      what: '{file}:{line} {key}: a secret stands in the settings file itself, which is copied and kept more freely than a secret should be.',
      fix: 'Write ${NAME} for an environment variable or ${file:/run/secrets/name} for a file of mode 0640 at most, and put the secret there.',
    },
    fr: {
      what: '{file}:{line} {key} : un secret figure dans le fichier de réglages lui-même, copié et conservé plus librement qu’un secret ne devrait l’être.',
      fix: 'Écrivez ${NOM} pour une variable d’environnement ou ${file:/run/secrets/nom} pour un fichier de mode 0640 au plus, et placez-y le secret.',
    },
  },
  'settings.address_in_file': {
    kind: 'settings',
    en: {
      what: '{file}:{line} {key}: the path of the address looks as if it were a secret that lets in whoever knows it.',
      fix: 'If it is one, write the address as ${NAME} or ${file:/run/secrets/name}. If it is none, nothing need be done.',
    },
    fr: {
      what: '{file}:{line} {key} : le chemin de l’adresse ressemble à un secret qui laisse entrer quiconque le connaît.',
      fix: 'S’il en est un, écrivez l’adresse comme ${NOM} ou ${file:/run/secrets/nom}. Sinon, il n’y a rien à faire.',
    },
  },
  'settings.secret_file_exposed': {
    kind: 'settings',
    en: {
      what: '{file}:{line}:{column} {key}: the secret file {path} has mode {mode}; expected at most 0640.',
      fix: 'chmod 640 {path}; for a container secret set its mode to 0440. Consider the secret as read by others.',
    },
    fr: {
      what: '{file}:{line}:{column} {key} : le fichier secret {path} a le mode {mode} ; attendu : au plus 0640.',
      fix: 'chmod 640 {path} ; pour un secret de conteneur, réglez son mode à 0440. Considérez que d’autres ont pu lire ce secret.',
    },
  },
});

export type SettingsCode = keyof typeof SETTINGS_PROBLEMS;
