import { defineProblems } from '@tillbridge/domain';

export const STORE_PROBLEMS = defineProblems({
  'store.unavailable': {
    kind: 'failed',
    en: {
      what: 'The database {database} cannot be opened: {reason}',
      fix: 'Check `database.url` in the settings, that the server runs or the folder exists, and the rights on it.',
    },
    fr: {
      what: 'La base de données {database} ne peut pas être ouverte : {reason}',
      fix: 'Vérifiez `database.url` dans les réglages, que le serveur tourne ou que le dossier existe, et les droits.',
    },
  },
  'store.no_space': {
    kind: 'failed',
    en: {
      what: 'The disk of the database {database} is full; nothing of the last step was saved.',
      fix: 'Free some space on that disk and run the same command again: it goes on where it stopped.',
    },
    fr: {
      what: 'Le disque de la base de données {database} est plein ; rien de la dernière étape n’a été enregistré.',
      fix: 'Libérez de l’espace sur ce disque et relancez la même commande : elle reprend où elle s’est arrêtée.',
    },
  },
  'store.read_only': {
    kind: 'failed',
    en: {
      what: 'The database {database} can be read but not written: {reason}',
      fix: 'Check the rights on the file and its folder and how the disk is mounted, or that the server is no standby.',
    },
    fr: {
      what: 'La base de données {database} peut être lue mais pas modifiée : {reason}',
      fix: 'Vérifiez les droits sur le fichier et son dossier et le montage du disque, ou que le serveur n’est pas une réplique.',
    },
  },
  'store.busy': {
    kind: 'later',
    en: {
      what: 'Another process kept the database {database} locked for too long; nothing of this step was saved.',
      fix: 'Run the command again when the other one has finished.',
    },
    fr: {
      what: 'Un autre processus a gardé la base de données {database} verrouillée trop longtemps ; rien n’a été enregistré.',
      fix: 'Relancez la commande quand l’autre aura fini.',
    },
  },
  'store.damaged': {
    kind: 'failed',
    en: {
      what: 'The database {database} is damaged or is no database of Tillbridge: {reason}',
      fix: 'Stop all processes, set the file aside and restore the last backup. Nothing was created in its place.',
    },
    fr: {
      what: 'La base de données {database} est endommagée ou n’est pas une base de Tillbridge : {reason}',
      fix: 'Arrêtez tous les processus, mettez le fichier de côté et restaurez la dernière sauvegarde. Rien n’a été créé à sa place.',
    },
  },
  'store.newer_than_build': {
    kind: 'failed',
    en: {
      what: 'The database {database} is at {applied}, this build knows {known}: a newer Tillbridge has upgraded it.',
      fix: 'Install that newer version here too, or restore a backup made before the upgrade.',
    },
    fr: {
      what: 'La base de données {database} est à {applied}, cette version connaît {known} : un Tillbridge plus récent l’a mise à niveau.',
      fix: 'Installez ici aussi cette version plus récente, ou restaurez une sauvegarde d’avant la mise à niveau.',
    },
  },
  'store.older_than_build': {
    kind: 'failed',
    en: {
      what: 'The database {database} is at {applied}, this build knows {known}: it has not been upgraded yet.',
      fix: 'Run `npm run migration:up`, or start the process that holds the database; it upgrades at its start.',
    },
    fr: {
      what: 'La base de données {database} est à {applied}, cette version connaît {known} : elle n’est pas encore à niveau.',
      fix: 'Lancez `npm run migration:up`, ou démarrez le processus qui tient la base ; il la met à niveau au démarrage.',
    },
  },
  'store.fenced_off': {
    kind: 'later',
    en: {
      what: 'Another process has taken over {scope}; this one stopped without writing.',
      fix: 'Nothing needs to be done: the other process goes on. Run the command again to follow it.',
    },
    fr: {
      what: 'Un autre processus a repris {scope} ; celui-ci s’est arrêté sans rien écrire.',
      fix: 'Rien à faire : l’autre processus continue. Relancez la commande pour le suivre.',
    },
  },
  'store.key_mismatch': {
    kind: 'person',
    en: {
      what: 'The key in {file} does not open the stored tokens of the connection {connection}.',
      fix: 'Put back the key file that belongs to this database, or connect the account again.',
    },
    fr: {
      what: 'La clé dans {file} n’ouvre pas les jetons enregistrés de la connexion {connection}.',
      fix: 'Remettez le fichier de clé qui appartient à cette base de données, ou reconnectez le compte.',
    },
  },
  'store.key_unusable': {
    kind: 'settings',
    en: {
      what: 'The encryption key file {file} has mode {mode} and holds {bytes} bytes of base64; expected are mode 600 and 32 bytes.',
      fix: 'If only its mode is wrong: chmod 600 {file}. Otherwise put back the key that this database was sealed with; only where nothing is connected yet, remove the file, and a new key is made.',
    },
    fr: {
      what: 'Le fichier de clé de chiffrement {file} a le mode {mode} et contient {bytes} octets de base64 ; attendus : mode 600 et 32 octets.',
      fix: 'Si seul son mode est faux : chmod 600 {file}. Sinon, remettez la clé qui a scellé cette base ; seulement si rien n’est encore connecté, retirez le fichier, et une nouvelle clé est créée.',
    },
  },
  'store.key_of_zeros': {
    kind: 'settings',
    en: {
      what: 'The encryption key in {file} is all zeros: anybody could open what it seals.',
      fix: 'Put back the key that this database was sealed with; only where nothing is connected yet, remove the file, and a new key is made.',
    },
    fr: {
      what: 'La clé de chiffrement de {file} n’est faite que de zéros : n’importe qui ouvrirait ce qu’elle scelle.',
      fix: 'Remettez la clé qui a scellé cette base ; seulement si rien n’est encore connecté, retirez le fichier, et une nouvelle clé est créée.',
    },
  },
  'store.key_unreadable': {
    kind: 'failed',
    en: {
      what: 'The encryption key file {file} cannot be used: {reason}',
      fix: 'Check the path, the disk, and that the user who runs Tillbridge may read and write there.',
    },
    fr: {
      what: 'Le fichier de clé de chiffrement {file} est inutilisable : {reason}',
      fix: 'Vérifiez le chemin, le disque, et que l’utilisateur qui exécute Tillbridge peut y lire et écrire.',
    },
  },
});
