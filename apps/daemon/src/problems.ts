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
  'daemon.crashed': {
    kind: 'failed',
    en: {
      what: 'The daemon has ended by a defect of its own: {reason}',
      fix: 'Nothing is lost: what was begun is taken up at the next start. Please report the lines of the log before it.',
    },
    fr: {
      what: 'Le service s’est arrêté par un défaut qui lui est propre : {reason}',
      fix: 'Rien n’est perdu : ce qui était commencé reprend au prochain démarrage. Signalez les lignes du journal qui précèdent.',
    },
  },
});
