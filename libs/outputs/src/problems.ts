import { defineProblems } from '@tillbridge/domain';

/** Everything that the outputs of this library say to people. */
export const OUTPUT_PROBLEMS = defineProblems({
  'csv.not_writable': {
    kind: 'failed',
    en: {
      what: 'The CSV folder {directory} cannot be written by this process (user id {uid}): {reason} at {path}. {folder} belongs to {owner} and has mode {mode}.',
      fix: 'Create the folder, or give user id {uid} the right to write in {folder} (for example: chown {uid} {folder}), or mount it writable, or name another one as the output\'s "directory". Nothing is lost: the next delivery tries again.',
    },
    fr: {
      what: 'Le dossier CSV {directory} n’est pas accessible en écriture pour ce processus (utilisateur {uid}) : {reason} sur {path}. {folder} appartient à {owner} et a le mode {mode}.',
      fix: 'Créez le dossier, ou donnez à l’utilisateur {uid} le droit d’écrire dans {folder} (par exemple : chown {uid} {folder}), ou montez-le en écriture, ou indiquez-en un autre dans « directory » de la sortie. Rien n’est perdu : la prochaine livraison réessaiera.',
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
  'database.unreachable': {
    kind: 'later',
    en: {
      what: 'The database {target} cannot be reached: {reason}.',
      fix: 'Check that it runs, that host and port in the output\'s "url" are right, and that a firewall lets this machine through. Nothing is lost: it is delivered again by itself.',
    },
    fr: {
      what: 'La base de données {target} est injoignable : {reason}.',
      fix: 'Vérifiez qu’elle fonctionne, que l’hôte et le port de « url » sont justes et qu’un pare-feu laisse passer cette machine. Rien n’est perdu : la livraison est répétée automatiquement.',
    },
  },
  'database.tls': {
    kind: 'failed',
    en: {
      what: 'No trusted encrypted connection to {target} could be made: {reason}.',
      fix: 'Name the authority that signed the server\'s certificate as "caFile", and use the host name that stands in the certificate. Where the server offers no encryption, switch it on there, or set "tls: off" if the network between is yours.',
    },
    fr: {
      what: 'Aucune connexion chiffrée et fiable à {target} n’a pu être établie : {reason}.',
      fix: 'Indiquez dans « caFile » l’autorité qui a signé le certificat du serveur, et utilisez le nom d’hôte qui figure dans le certificat. Si le serveur ne chiffre pas, activez-le, ou réglez « tls: off » si le réseau entre les deux est le vôtre.',
    },
  },
  'database.login_refused': {
    kind: 'person',
    en: {
      what: 'The database {target} does not let the role {user} in: {reason}.',
      fix: 'Correct "password" (or the user in "url"), or let an administrator run: {statement} If the server says that no pg_hba.conf entry fits, it must allow this machine, and encryption may be needed ("tls: verify").',
    },
    fr: {
      what: 'La base de données {target} n’admet pas le rôle {user} : {reason}.',
      fix: 'Corrigez « password » (ou l’utilisateur dans « url »), ou faites exécuter par un administrateur : {statement} Si le serveur dit qu’aucune entrée de pg_hba.conf ne convient, il doit autoriser cette machine, et le chiffrement peut être exigé (« tls: verify »).',
    },
  },
  'database.database_missing': {
    kind: 'failed',
    en: {
      what: 'The server has no such database: {target} ({reason}).',
      fix: 'Correct the name at the end of "url", or let an administrator run: {statement}',
    },
    fr: {
      what: 'Le serveur ne contient pas cette base de données : {target} ({reason}).',
      fix: 'Corrigez le nom à la fin de « url », ou faites exécuter par un administrateur : {statement}',
    },
  },
  'database.schema_missing': {
    kind: 'failed',
    en: {
      what: 'There is no schema {schema} in {target}.',
      fix: 'Correct "schema", or let an administrator run: {statement}',
    },
    fr: {
      what: 'Il n’y a pas de schéma {schema} dans {target}.',
      fix: 'Corrigez « schema », ou faites exécuter par un administrateur : {statement}',
    },
  },
  'database.table_missing': {
    kind: 'failed',
    en: {
      what: 'The table {table} is missing in {target}.',
      fix: 'Set "createTables: true", or let an administrator run what "tillbridge outputs ddl" prints. For this table: {statement}',
    },
    fr: {
      what: 'La table {table} manque dans {target}.',
      fix: 'Réglez « createTables: true », ou faites exécuter par un administrateur ce qu’affiche « tillbridge outputs ddl ». Pour cette table : {statement}',
    },
  },
  'database.not_a_table': {
    kind: 'failed',
    en: {
      what: '{table} in {target} is not a table but a view or something else that cannot be written row by row.',
      fix: 'Choose another "prefix" or "schema", or rename what stands there.',
    },
    fr: {
      what: '{table} dans {target} n’est pas une table, mais une vue ou un autre objet qui ne s’écrit pas ligne par ligne.',
      fix: 'Choisissez un autre « prefix » ou « schema », ou renommez cet objet.',
    },
  },
  'database.columns_differ': {
    kind: 'failed',
    en: {
      what: 'The table {table} in {target} is not as Tillbridge needs it: {differences}.',
      fix: 'Let an administrator run: {statement} Then "tillbridge outputs ddl" prints how to make views anew that had to go. Nothing was written; it is delivered again by itself.',
    },
    fr: {
      what: 'La table {table} dans {target} n’est pas telle que Tillbridge l’exige : {differences}.',
      fix: 'Faites exécuter par un administrateur : {statement} Ensuite, « tillbridge outputs ddl » affiche comment recréer les vues supprimées. Rien n’a été écrit ; la livraison est répétée automatiquement.',
    },
  },
  'database.column_narrow': {
    kind: 'failed',
    en: {
      what: 'A column in {target} is too narrow for location {location}, date {date}: {reason}. It was not rounded or cut.',
      fix: 'Let an administrator run: {statement} Then "tillbridge outputs ddl" prints how to make the views anew. The other days went through; this one is delivered again by itself.',
    },
    fr: {
      what: 'Une colonne dans {target} est trop étroite pour l’emplacement {location}, date {date} : {reason}. Rien n’a été arrondi ni coupé.',
      fix: 'Faites exécuter par un administrateur : {statement} Ensuite, « tillbridge outputs ddl » affiche comment recréer les vues. Les autres journées sont passées ; celle-ci est livrée de nouveau automatiquement.',
    },
  },
  'database.permission': {
    kind: 'person',
    en: {
      what: 'The role {user} may not do what a delivery to {target} needs: {reason}.',
      fix: 'Let the owner of the tables run: {statement} Where the tables are missing, "tillbridge outputs ddl" prints how to make them.',
    },
    fr: {
      what: 'Le rôle {user} n’a pas les droits qu’exige une livraison vers {target} : {reason}.',
      fix: 'Faites exécuter par le propriétaire des tables : {statement} Si les tables manquent, « tillbridge outputs ddl » affiche comment les créer.',
    },
  },
  'database.read_only': {
    kind: 'failed',
    en: {
      what: 'The database {target} can only be read now: {reason}.',
      fix: 'Point "url" at the primary server, or let an administrator end the read-only state. Nothing is lost: it is delivered again by itself.',
    },
    fr: {
      what: 'La base de données {target} n’est accessible qu’en lecture : {reason}.',
      fix: 'Faites pointer « url » vers le serveur principal, ou faites lever la lecture seule par un administrateur. Rien n’est perdu : la livraison est répétée automatiquement.',
    },
  },
  'database.file': {
    kind: 'failed',
    en: {
      what: 'The database file {target} cannot be used by this process (user id {uid}): {reason}.',
      fix: 'Create the folder, or give user id {uid} the right to write in it and to the file. SQLite needs to make files beside its own.',
    },
    fr: {
      what: 'Le fichier de base de données {target} n’est pas utilisable par ce processus (utilisateur {uid}) : {reason}.',
      fix: 'Créez le dossier, ou donnez à l’utilisateur {uid} le droit d’y écrire ainsi que dans le fichier. SQLite doit créer des fichiers à côté du sien.',
    },
  },
  'database.damaged': {
    kind: 'failed',
    en: {
      what: 'The database {target} is damaged or is no database: {reason}.',
      fix: 'Restore it from a backup, or move it away and run "tillbridge deliveries replay", which fills a new one.',
    },
    fr: {
      what: 'La base de données {target} est endommagée ou n’en est pas une : {reason}.',
      fix: 'Restaurez-la depuis une sauvegarde, ou déplacez-la et lancez « tillbridge deliveries replay », qui en remplit une nouvelle.',
    },
  },
  'database.no_space': {
    kind: 'failed',
    en: {
      what: 'There is no space left for the database {target}: {reason}.',
      fix: 'Free space where the database keeps its files. What is in it is whole; the rest is delivered by itself.',
    },
    fr: {
      what: 'Il n’y a plus de place pour la base de données {target} : {reason}.',
      fix: 'Libérez de l’espace là où la base garde ses fichiers. Son contenu est entier ; le reste est livré automatiquement.',
    },
  },
  'database.refused': {
    kind: 'failed',
    en: {
      what: 'A rule of the database {target} refuses location {location}, date {date}: {reason}.',
      fix: 'Look at the constraint or trigger that the message names. When it has been corrected, run "tillbridge deliveries replay" for this day.',
    },
    fr: {
      what: 'Une règle de la base de données {target} refuse l’emplacement {location}, date {date} : {reason}.',
      fix: 'Examinez la contrainte ou le déclencheur nommé dans le message. Une fois corrigé, lancez « tillbridge deliveries replay » pour cette journée.',
    },
  },
  'database.busy': {
    kind: 'later',
    en: {
      what: 'Other users of the database {target} hold what a delivery needs: {reason}. It was tried six times.',
      fix: 'Look for a long transaction or a lock of a whole table. Nothing is lost: it is delivered again by itself.',
    },
    fr: {
      what: 'D’autres utilisateurs de la base de données {target} bloquent la livraison : {reason}. Six essais ont eu lieu.',
      fix: 'Cherchez une transaction longue ou le verrou d’une table entière. Rien n’est perdu : la livraison est répétée automatiquement.',
    },
  },
  'database.slow': {
    kind: 'later',
    en: {
      what: 'The database {target} needed more than {seconds} s for a statement: {reason}.',
      fix: 'Look at its load. A smaller "batchRows" makes shorter statements, a larger "statementSeconds" gives them more time.',
    },
    fr: {
      what: 'La base de données {target} a mis plus de {seconds} s pour une instruction : {reason}.',
      fix: 'Examinez sa charge. Un « batchRows » plus petit raccourcit les instructions, un « statementSeconds » plus grand leur laisse plus de temps.',
    },
  },
  'database.stopped': {
    kind: 'later',
    en: {
      what: 'The delivery to {target} was stopped before this day was committed.',
      fix: 'Nothing needs doing: the next delivery writes it.',
    },
    fr: {
      what: 'La livraison vers {target} a été arrêtée avant que cette journée ne soit validée.',
      fix: 'Rien à faire : la prochaine livraison l’écrira.',
    },
  },
  'database.failed': {
    kind: 'failed',
    en: {
      what: 'The database {target} answered with an error that Tillbridge does not know ({code}): {reason}.',
      fix: 'Look it up in the documentation of the database; if it stays, report it with this message. Nothing is lost: it is delivered again.',
    },
    fr: {
      what: 'La base de données {target} a répondu par une erreur que Tillbridge ne connaît pas ({code}) : {reason}.',
      fix: 'Cherchez-la dans la documentation de la base ; si elle persiste, signalez-la avec ce message. Rien n’est perdu : la livraison est répétée.',
    },
  },
});
