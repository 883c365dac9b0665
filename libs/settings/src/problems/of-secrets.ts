import { defineProblems } from '@tillbridge/domain';

/** What stands outside the settings file, or should. */
export const SECRET_PROBLEMS = defineProblems({
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
