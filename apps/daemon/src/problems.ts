import { defineProblems } from '@tillbridge/domain';

export const DAEMON_PROBLEMS = defineProblems({
  'daemon.address_taken': {
    kind: 'settings',
    en: {
      what: 'The address {address} is in use already, by another program or another tillbridge.',
      fix: 'Stop that one, or name another server.port in the settings. "ss -ltnp" tells who listens where.',
    },
    fr: {
      what: 'L’adresse {address} est déjà utilisée, par un autre programme ou un autre tillbridge.',
      fix: 'Arrêtez-le, ou nommez un autre server.port dans les réglages. « ss -ltnp » dit qui écoute où.',
    },
  },
  'daemon.address_refused': {
    kind: 'settings',
    en: {
      what: 'The address {address} cannot be listened on: {reason}.',
      fix: 'Name in server.host an address of this machine, and in server.port a number of 1024 or more; lower ones need a right of their own.',
    },
    fr: {
      what: 'L’adresse {address} ne peut pas être écoutée : {reason}.',
      fix: 'Nommez dans server.host une adresse de cette machine, et dans server.port un nombre d’au moins 1024 ; les plus bas exigent un droit particulier.',
    },
  },
  'daemon.key_file_refused': {
    kind: 'failed',
    en: {
      what: 'The first API key has to be handed over in the file {file}, which cannot be written: {reason}.',
      fix: 'Let the user of the service write there, or start once at a terminal: then the key is shown.',
    },
    fr: {
      what: 'La première clé d’API doit être remise dans le fichier {file}, qui ne peut pas être écrit : {reason}.',
      fix: 'Laissez l’utilisateur du service y écrire, ou démarrez une fois dans un terminal : la clé y est alors montrée.',
    },
  },
});
