import { defineProblems } from '@tillbridge/domain';

/** Everything that the outputs of this library say to people. */
export const OUTPUT_PROBLEMS = defineProblems({
  'csv.not_writable': {
    kind: 'failed',
    en: {
      what: 'The CSV folder {directory} cannot be written by this process (user id {uid}): {reason} at {path}.',
      fix: 'Create the folder, or give user id {uid} the right to write in it, or name another one as the output\'s "directory". Nothing is lost: the next delivery tries again.',
    },
    fr: {
      what: 'Le dossier CSV {directory} n’est pas accessible en écriture pour ce processus (utilisateur {uid}) : {reason} sur {path}.',
      fix: 'Créez le dossier, ou donnez à l’utilisateur {uid} le droit d’y écrire, ou indiquez-en un autre dans « directory » de la sortie. Rien n’est perdu : la prochaine livraison réessaiera.',
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
      fix: 'Ask whoever runs it for the new address and change the output\'s "url", or remove the output. Then run "tillbridge deliveries replay" for the days that it missed.',
    },
    fr: {
      what: 'Le destinataire {host} a répondu 410 : il n’existe plus et demande qu’on ne lui envoie plus rien.',
      fix: 'Demandez la nouvelle adresse à qui l’exploite et changez « url » de la sortie, ou retirez la sortie. Lancez ensuite « tillbridge deliveries replay » pour les journées manquées.',
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
