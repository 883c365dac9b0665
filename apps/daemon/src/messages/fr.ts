import type { DaemonMessages } from './messages.js';

export const fr: DaemonMessages = {
  waiting: (holder) => `En attente de la fin de ${holder}.`,
  anotherProcess: 'un autre processus',
  holder: (command, process, host) => `« ${command} » (processus ${process} sur ${host})`,
  running: 'Tillbridge est en marche. Ctrl-C l’arrête.',
  nothingToRead: (file) =>
    file === null
      ? 'Il n’y a pas de fichier de réglages, donc rien n’est lu : nommez-le avec --config, ou démarrez dans son dossier.'
      : `${file} ne nomme aucune connexion, donc rien n’est lu.`,
  places: { api: 'API', documentation: 'sa documentation', health: 'état', metrics: 'métriques' },
  firstKey: (key) => `La première clé d’API, montrée cette seule fois ; seule son empreinte est conservée :

  ${key}

Gardez-la dans un coffre de mots de passe. Elle s’envoie ainsi : « Authorization: Bearer <clé> ».`,
  stopping: 'Arrêt : ce qui est en cours est d’abord mené à terme. Un second Ctrl-C arrête aussitôt.',
  stopped: 'Arrêté.',
};
