import { defineProblems } from '@tillbridge/domain';

export const PLUGIN_PROBLEMS = defineProblems({
  'plugin.directory_unreadable': {
    kind: 'settings',
    en: {
      what: 'The plugin directory {folder} cannot be read ({detail}).',
      fix: 'Name a directory in plugins.directories that exists and that this user may read.',
    },
    fr: {
      what: 'Le dossier de plugins {folder} ne peut être lu ({detail}).',
      fix: 'Nommez dans plugins.directories un dossier qui existe et que cet utilisateur peut lire.',
    },
  },
  'plugin.manifest_unreadable': {
    kind: 'settings',
    en: {
      what: 'The plugin in {folder} has no readable manifest ({detail}).',
      fix: 'Its package.json names the file under tillbridge.manifest; that file must hold JSON and lie in the same folder.',
    },
    fr: {
      what: 'Le plugin de {folder} n’a pas de manifeste lisible ({detail}).',
      fix: 'Son package.json nomme le fichier sous tillbridge.manifest ; ce fichier doit contenir du JSON et se trouver dans le même dossier.',
    },
  },
  'plugin.manifest_invalid': {
    kind: 'settings',
    en: {
      what: 'The manifest in {folder} is not valid: {detail}.',
      fix: 'Install a release of the plugin that is whole, or mend manifest.json.',
    },
    fr: {
      what: 'Le manifeste de {folder} n’est pas valide : {detail}.',
      fix: 'Installez une version complète du plugin, ou corrigez manifest.json.',
    },
  },
  'plugin.incompatible': {
    kind: 'settings',
    en: {
      what: 'The plugin in {folder} is written for api {found}; this version of Tillbridge speaks api {expected}.',
      fix: 'Install a release of the plugin for api {expected}.',
    },
    fr: {
      what: 'Le plugin de {folder} est écrit pour l’api {found} ; cette version de Tillbridge parle l’api {expected}.',
      fix: 'Installez une version du plugin pour l’api {expected}.',
    },
  },
  'plugin.duplicate': {
    kind: 'settings',
    en: {
      what: 'The plugin in {folder} calls itself {id}, as the one in {first} does; the first one is used.',
      fix: 'Remove one of the two folders.',
    },
    fr: {
      what: 'Le plugin de {folder} se nomme {id}, comme celui de {first} ; le premier est utilisé.',
      fix: 'Retirez l’un des deux dossiers.',
    },
  },
  'plugin.disabled': {
    kind: 'settings',
    en: { what: 'The plugin {id} is switched off.', fix: 'Switch it on, or choose another.' },
    fr: { what: 'Le plugin {id} est désactivé.', fix: 'Activez-le, ou choisissez-en un autre.' },
  },
  'plugin.entry_missing': {
    kind: 'failed',
    en: {
      what: 'The plugin {id} has no entry module {main} inside {folder}.',
      fix: 'Build it (npm run build), or install a release that holds built files.',
    },
    fr: {
      what: 'Le plugin {id} n’a pas de module d’entrée {main} dans {folder}.',
      fix: 'Compilez-le (npm run build), ou installez une version qui contient les fichiers compilés.',
    },
  },
  'plugin.load_failed': {
    kind: 'failed',
    en: {
      what: 'The plugin {id} could not be loaded: {detail}.',
      fix: 'Report it to the plugin’s author; the other plugins go on.',
    },
    fr: {
      what: 'Le plugin {id} n’a pu être chargé : {detail}.',
      fix: 'Signalez-le à l’auteur du plugin ; les autres continuent.',
    },
  },
  'plugin.unknown': {
    kind: 'settings',
    en: {
      what: 'There is no {kind} named {id}. Known: {known}.{hint}',
      fix: 'Choose one of them, or add the folder that holds it to plugins.directories.',
    },
    fr: {
      what: 'Il n’y a pas de plugin nommé {id}. Connus : {known}.{hint}',
      fix: 'Choisissez-en un, ou ajoutez son dossier à plugins.directories.',
    },
  },
  'plugin.setting_missing': {
    kind: 'settings',
    en: { what: '{path} is missing; {plugin} needs it.', fix: 'Add it.{expected}' },
    fr: { what: '{path} manque ; {plugin} en a besoin.', fix: 'Ajoutez-le.{expected}' },
  },
  'plugin.setting_unknown': {
    kind: 'settings',
    en: { what: '{path}: {plugin} has no such setting.', fix: 'Remove it, or correct its name. Known here: {known}.' },
    fr: {
      what: '{path} : {plugin} n’a pas ce réglage.',
      fix: 'Retirez-le, ou corrigez son nom. Connus ici : {known}.',
    },
  },
  'plugin.setting_misspelt': {
    kind: 'settings',
    en: { what: '{path}: {plugin} has no such setting.', fix: 'Did you mean {nearest}?' },
    fr: { what: '{path} : {plugin} n’a pas ce réglage.', fix: 'Vouliez-vous dire {nearest} ?' },
  },
  'plugin.setting_type': {
    kind: 'settings',
    en: { what: '{path}: expected {expected}, found {seen}.', fix: 'Write a value of that type.' },
    fr: { what: '{path} : {expected} attendu, {seen} trouvé.', fix: 'Écrivez une valeur de ce type.' },
  },
  'plugin.setting_choice': {
    kind: 'settings',
    en: { what: '{path} is none of the values it may have.', fix: 'Choose one of: {choices}.' },
    fr: { what: '{path} n’a aucune des valeurs permises.', fix: 'Choisissez parmi : {choices}.' },
  },
  'plugin.setting_format': {
    kind: 'settings',
    en: { what: '{path} is not a valid {format}.', fix: 'Write it in that form.' },
    fr: { what: '{path} n’est pas de la forme {format}.', fix: 'Écrivez-le sous cette forme.' },
  },
  'plugin.setting_rule': {
    kind: 'settings',
    en: { what: '{path} is not as {plugin} needs it.', fix: 'Expected: {rule}' },
    fr: { what: '{path} n’est pas tel que {plugin} l’exige.', fix: 'Attendu : {rule}' },
  },
});
