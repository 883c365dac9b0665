import { defineProblems } from '@tillbridge/domain';

export const SCHEDULING_PROBLEMS = defineProblems({
  'lock.held': {
    kind: 'later',
    en: {
      what: 'The database is in use by {command} (process {process} on {host}) since {since}; the wait is over.',
      fix: 'Let it finish and run the command again, or wait longer with --wait 30m. What was asked for stays in the list of jobs.',
    },
    fr: {
      what: 'La base de données est utilisée par {command} (processus {process} sur {host}) depuis {since} ; le délai d’attente est écoulé.',
      fix: 'Laissez-le finir puis relancez la commande, ou attendez plus longtemps avec --wait 30m. La demande reste dans la liste des travaux.',
    },
  },
  'lock.held_unknown': {
    kind: 'later',
    en: {
      what: 'Another process is at work on the database or the connection; the wait is over.',
      fix: 'Let it finish and run the command again, or wait longer with --wait 30m. What was asked for stays in the list of jobs.',
    },
    fr: {
      what: 'Un autre processus travaille sur la base de données ou la connexion ; le délai d’attente est écoulé.',
      fix: 'Laissez-le finir puis relancez la commande, ou attendez plus longtemps avec --wait 30m. La demande reste dans la liste des travaux.',
    },
  },
  'output.busy': {
    kind: 'later',
    en: {
      what: 'Another process keeps sending to the output {output}; this one did not.',
      fix: 'Run the command again: what the output lacks goes out then.',
    },
    fr: {
      what: 'Un autre processus continue d’envoyer vers la sortie {output} ; celui-ci ne l’a pas fait.',
      fix: 'Relancez la commande : ce qui manque à la sortie partira alors.',
    },
  },
  'job.failed': {
    kind: 'failed',
    en: {
      what: 'The process that worked on this job gave it up: {reason}',
      fix: 'Mend what it names and run the command again.',
    },
    fr: {
      what: 'Le processus chargé de ce travail l’a abandonné : {reason}',
      fix: 'Corrigez ce qui est indiqué, puis relancez la commande.',
    },
  },
  'waker.unavailable': {
    kind: 'person',
    en: {
      what: 'The replicas cannot wake one another: pg-boss could not prepare its schema {schema} in the database ({reason}).',
      fix: 'Whoever runs the database gives the user of database.url the right to make a schema (grant create on database ... to ...), or makes the schema {schema} for that user (create schema {schema} authorization ...); then start again.',
    },
    fr: {
      what: 'Les répliques ne peuvent pas se réveiller : pg-boss n’a pas pu préparer son schéma {schema} dans la base de données ({reason}).',
      fix: 'La personne qui gère la base donne à l’utilisateur de database.url le droit de créer un schéma (grant create on database ... to ...), ou crée le schéma {schema} pour lui (create schema {schema} authorization ...) ; puis redémarrez.',
    },
  },
  'serve.already_running': {
    kind: 'later',
    en: {
      what: 'Another daemon works on this database already: process {process} on {host}, since {since}.',
      fix: 'One is enough: leave it running, or stop it first. Several daemons side by side need PostgreSQL in database.url.',
    },
    fr: {
      what: 'Un autre service travaille déjà sur cette base de données : processus {process} sur {host}, depuis {since}.',
      fix: 'Un seul suffit : laissez-le tourner ou arrêtez-le d’abord. Pour plusieurs services côte à côte, il faut PostgreSQL dans database.url.',
    },
  },
});
