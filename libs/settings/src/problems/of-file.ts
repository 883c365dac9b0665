import { defineProblems } from '@tillbridge/domain';

/** The file cannot be read, or its keys are not those that are expected. */
export const FILE_PROBLEMS = defineProblems({
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
});
