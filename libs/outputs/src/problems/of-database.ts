import { defineProblems } from '@tillbridge/domain';

export const DATABASE_PROBLEMS = defineProblems({
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
