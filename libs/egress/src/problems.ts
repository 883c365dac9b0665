import { defineProblems } from '@tillbridge/domain';

export const EGRESS_PROBLEMS = defineProblems({
  'egress.dns': {
    kind: 'later',
    en: {
      what: 'The name of {host} cannot be resolved ({detail}).',
      fix: 'Check the address for a misspelling, then the DNS of this machine; behind a proxy, set network.proxy.',
    },
    fr: {
      what: 'Le nom de {host} ne peut être résolu ({detail}).',
      fix: 'Vérifiez l’adresse, puis le DNS de cette machine ; derrière un mandataire, réglez network.proxy.',
    },
  },
  'egress.connect': {
    kind: 'later',
    en: {
      what: 'No connection to {host} ({detail}).',
      fix: 'Check that the service runs, that address and port are right, and that no firewall is between.',
    },
    fr: {
      what: 'Aucune connexion à {host} ({detail}).',
      fix: 'Vérifiez que le service fonctionne, que l’adresse et le port sont justes et qu’aucun pare-feu ne bloque.',
    },
  },
  'egress.tls': {
    kind: 'later',
    en: {
      what: '{host} could not be trusted ({detail}); nothing was sent.',
      fix: "Where the network has its own certificate authority, name its PEM file in network.caFile; otherwise have {host}'s certificate mended.",
    },
    fr: {
      what: '{host} ne peut être authentifié ({detail}) ; rien n’a été envoyé.',
      fix: 'Si le réseau a sa propre autorité de certification, nommez son fichier PEM dans network.caFile ; sinon, faites corriger le certificat de {host}.',
    },
  },
  'egress.timeout': {
    kind: 'later',
    en: { what: '{host} did not answer within {seconds} s.', fix: 'It is tried again; if it lasts, look at {host}.' },
    fr: {
      what: '{host} n’a pas répondu en {seconds} s.',
      fix: 'Un nouvel essai suivra ; si cela dure, examinez {host}.',
    },
  },
  'egress.reset': {
    kind: 'later',
    en: {
      what: 'The answer of {host} broke off ({detail}).',
      fix: 'It is tried again; if it lasts, look at the network between.',
    },
    fr: {
      what: 'La réponse de {host} s’est interrompue ({detail}).',
      fix: 'Un nouvel essai suivra ; si cela dure, examinez le réseau.',
    },
  },
  'egress.proxy': {
    kind: 'later',
    en: {
      what: 'The proxy did not let the request to {host} through ({detail}).',
      fix: 'Check network.proxy with its name and password, or list the host in network.noProxy.',
    },
    fr: {
      what: 'Le mandataire n’a pas laissé passer la demande vers {host} ({detail}).',
      fix: 'Vérifiez network.proxy, son nom et son mot de passe, ou ajoutez l’hôte à network.noProxy.',
    },
  },
  'egress.too_large': {
    kind: 'failed',
    en: {
      what: 'The answer of {host} is larger than {limit} ({detail}); it was dropped.',
      fix: 'Ask for less at once, or report it: no answer of an API should be this large.',
    },
    fr: {
      what: 'La réponse de {host} dépasse {limit} ({detail}) ; elle a été abandonnée.',
      fix: 'Demandez-en moins à la fois, ou signalez-le : aucune réponse d’une API ne devrait être si grande.',
    },
  },
  'egress.blocked': {
    kind: 'settings',
    en: { what: '{host} is not an address that may be reached ({detail}).', fix: 'Use an http or https address.' },
    fr: {
      what: '{host} n’est pas une adresse permise ({detail}).',
      fix: 'Utilisez une adresse http ou https.',
    },
  },
  'egress.aborted': {
    kind: 'later',
    en: { what: 'The request to {host} was called off.', fix: 'Nothing to do: the work goes on with the next run.' },
    fr: {
      what: 'La demande à {host} a été annulée.',
      fix: 'Rien à faire : le travail reprendra au prochain passage.',
    },
  },
  'egress.ca_unreadable': {
    kind: 'settings',
    en: {
      what: 'network.caFile {file} holds no readable certificate ({detail}).',
      fix: 'Name a file with one or more PEM certificates that this user may read.',
    },
    fr: {
      what: 'network.caFile {file} ne contient aucun certificat lisible ({detail}).',
      fix: 'Nommez un fichier avec un ou plusieurs certificats PEM, lisible par cet utilisateur.',
    },
  },
  'egress.proxy_invalid': {
    kind: 'settings',
    en: {
      what: 'network.proxy is not the address of a proxy.',
      fix: 'Write it as http://host:port or https://host:port, with name:password@ before the host where needed.',
    },
    fr: {
      what: 'network.proxy n’est pas l’adresse d’un mandataire.',
      fix: 'Écrivez http://hôte:port ou https://hôte:port, avec nom:motdepasse@ devant l’hôte au besoin.',
    },
  },
});
