import { defineProblems } from '@tillbridge/domain';

export const WEBHOOK_PROBLEMS = defineProblems({
  'webhook.refused': {
    kind: 'failed',
    en: {
      what: 'The webhook receiver at {host} answered {status}: it will not take this message. It said: {answer}',
      fix: 'Correct at the receiver what it objects to, then run "tillbridge deliveries replay". A corrected figure sends the day again by itself. A receiver that only could not check the signature should answer 401.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu {status} : il n’acceptera pas ce message. Sa réponse : {answer}',
      fix: 'Corrigez chez le destinataire ce qu’il conteste, puis lancez « tillbridge deliveries replay ». Un chiffre corrigé renvoie la journée de lui-même. Un destinataire qui n’a seulement pas pu vérifier la signature devrait répondre 401.',
    },
  },
  'webhook.gone': {
    kind: 'person',
    en: {
      what: 'The webhook receiver at {host} answered 410: it is gone and asks to be sent nothing more.',
      fix: 'Ask whoever runs it for the new address and change the output\'s "url", or remove the output; then run "tillbridge outputs resume". Nothing is lost: what it missed is sent then.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu 410 : il n’existe plus et demande qu’on ne lui envoie plus rien.',
      fix: 'Demandez la nouvelle adresse à qui l’exploite et changez « url » de la sortie, ou retirez la sortie ; puis lancez « tillbridge outputs resume ». Rien n’est perdu : ce qu’elle a manqué part alors.',
    },
  },
  'webhook.not_let_in': {
    kind: 'person',
    en: {
      what: 'The webhook receiver at {host} answered {status}: it did not let the message in. It said: {answer}',
      fix: 'Compare the output\'s "secret" with the receiver\'s and look whether it, or a gateway before it, asks for a header of its own ("headers"). A clock that is more than 5 minutes off makes every signature void: check the time of both machines. Nothing is lost: it is sent again.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu {status} : il n’a pas admis le message. Sa réponse : {answer}',
      fix: 'Comparez « secret » de la sortie à celui du destinataire, et voyez si lui ou une passerelle exige un en-tête (« headers »). Une horloge décalée de plus de 5 minutes invalide toute signature : vérifiez l’heure des deux machines. Rien n’est perdu : l’envoi est répété.',
    },
  },
  'webhook.not_found': {
    kind: 'person',
    en: {
      what: 'The webhook receiver at {host} answered {status}: nothing takes messages at this address. It said: {answer}',
      fix: 'Check the path of the output\'s "url", and that the receiver takes POST there. Nothing is lost: it is sent again.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu {status} : rien n’accepte de messages à cette adresse. Sa réponse : {answer}',
      fix: 'Vérifiez le chemin de « url » de la sortie et que le destinataire y accepte POST. Rien n’est perdu : l’envoi est répété.',
    },
  },
  'webhook.redirected': {
    kind: 'person',
    en: {
      what: 'The webhook receiver at {host} answered {status} and points to {target}; a redirect is never followed.',
      fix: 'If that is the right place, write its full address as the output\'s "url". Nothing is lost: it is sent again.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu {status} et renvoie vers {target} ; une redirection n’est jamais suivie.',
      fix: 'Si c’est le bon endroit, indiquez son adresse complète dans « url » de la sortie. Rien n’est perdu : l’envoi est répété.',
    },
  },
  'webhook.busy': {
    kind: 'later',
    en: {
      what: 'The webhook receiver at {host} answered {status}: it asks to wait. It said: {answer}',
      fix: 'Nothing at first: it is sent again. If it lasts, lower the output\'s "parallel" or give the receiver more room.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu {status} : il demande d’attendre. Sa réponse : {answer}',
      fix: 'Rien dans l’immédiat : l’envoi est répété. Si cela dure, réduisez « parallel » de la sortie ou agrandissez le destinataire.',
    },
  },
  'webhook.failed': {
    kind: 'later',
    en: {
      what: 'The webhook receiver at {host} answered {status}; only a 2xx tells that it took the message. It said: {answer}',
      fix: 'Look into the log of the receiver. Nothing is lost: it is sent again.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu {status} ; seul un 2xx dit qu’il a pris le message. Sa réponse : {answer}',
      fix: 'Consultez le journal du destinataire. Rien n’est perdu : l’envoi est répété.',
    },
  },
  'webhook.stopped': {
    kind: 'later',
    en: {
      what: 'The delivery was stopped before this message was sent or answered.',
      fix: 'Nothing needs doing: the next delivery sends it.',
    },
    fr: {
      what: 'La livraison a été arrêtée avant que ce message soit envoyé ou confirmé.',
      fix: 'Rien à faire : la prochaine livraison l’enverra.',
    },
  },
  'webhook.too_long': {
    kind: 'failed',
    en: {
      what: 'The message of this day has {bytes} bytes; a webhook message may have {limit}.',
      fix: 'Report it: no day of 25 hours should come near. A location name of that length is to be shortened.',
    },
    fr: {
      what: 'Le message de cette journée compte {bytes} octets ; un message de webhook peut en compter {limit}.',
      fix: 'Signalez-le : aucune journée de 25 heures ne devrait s’en approcher. Raccourcissez un nom d’emplacement aussi long.',
    },
  },
  'webhook.defect': {
    kind: 'failed',
    en: { what: 'Sending a webhook message failed by a defect ({detail}).', fix: 'Report it with this message.' },
    fr: {
      what: 'L’envoi d’un message de webhook a échoué par un défaut ({detail}).',
      fix: 'Signalez-le avec ce message.',
    },
  },
});
