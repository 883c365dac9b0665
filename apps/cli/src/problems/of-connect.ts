import { defineProblems } from '@tillbridge/domain';

/** What `connect` has to say beside the problems of the authorisation itself. */
export const CONNECT_PROBLEMS = defineProblems({
  'connect.not_finished': {
    kind: 'person',
    en: {
      what: 'The connection {connection} is not authorised yet: somebody has to open the link above within {minutes} minutes.',
      fix: 'Where the browser comes back to a daemon, that one saves the access by itself. Else run "tillbridge connect {connection} --url <address> --yes" at once afterwards, with the whole address that the browser came to.',
    },
    fr: {
      what: 'La connexion {connection} n’est pas encore autorisée : quelqu’un doit ouvrir le lien ci-dessus dans les {minutes} minutes.',
      fix: 'Si le navigateur revient au service, celui-ci enregistre l’accès de lui-même. Sinon, lancez ensuite aussitôt « tillbridge connect {connection} --url <adresse> --yes », avec l’adresse entière où le navigateur est arrivé.',
    },
  },
  'connect.nobody_to_ask': {
    kind: 'usage',
    en: {
      what: 'What the POS grants has to be confirmed, and nobody can be asked here: the POS was asked for nothing.',
      fix: 'Run it in a terminal, or add --yes. An address given with --url still holds.',
    },
    fr: {
      what: 'Ce que le point de vente accorde doit être confirmé, et personne ne peut répondre ici : rien n’a été demandé au point de vente.',
      fix: 'Lancez la commande dans un terminal, ou ajoutez --yes. Une adresse donnée par --url reste valable.',
    },
  },
  'connect.nobody_came': {
    kind: 'person',
    en: {
      what: 'Nobody came back from the POS within {minutes} minutes; nothing was saved.',
      fix: 'Run "tillbridge connect {connection}" again. Where the browser runs on another machine, leave out --listen and paste the address.',
    },
    fr: {
      what: 'Personne n’est revenu du point de vente dans les {minutes} minutes ; rien n’est enregistré.',
      fix: 'Relancez « tillbridge connect {connection} ». Si le navigateur tourne sur une autre machine, omettez --listen et collez l’adresse.',
    },
  },
  'connect.service_heard_nothing': {
    kind: 'person',
    en: {
      what: 'The service heard nothing from the POS within {minutes} minutes; nothing was saved.',
      fix: 'See that the service runs and that the browser reaches it at {redirectUri}; then run "tillbridge connect {connection}" again. The address that a browser came to can be given with --url.',
    },
    fr: {
      what: 'Le service n’a rien reçu du point de vente dans les {minutes} minutes ; rien n’est enregistré.',
      fix: 'Vérifiez que le service tourne et que le navigateur l’atteint à {redirectUri} ; puis relancez « tillbridge connect {connection} ». L’adresse où un navigateur est arrivé peut se donner par --url.',
    },
  },
  'connect.declined': {
    kind: 'person',
    en: {
      what: 'The access for {connection} was not confirmed; nothing was saved, and what was there before holds.',
      fix: 'Run "tillbridge connect {connection}" again with the right account. The consent itself can be withdrawn at the POS.',
    },
    fr: {
      what: 'L’accès pour {connection} n’a pas été confirmé ; rien n’est enregistré, et ce qui valait avant vaut toujours.',
      fix: 'Relancez « tillbridge connect {connection} » avec le bon compte. Le consentement lui-même se retire au point de vente.',
    },
  },
  'connect.cannot_listen': {
    kind: 'usage',
    en: {
      what: 'The redirect address {redirectUri} does not lead to this command, so --listen cannot wait for it.',
      fix: 'Leave out --listen and paste the address; or register an address on localhost and name it as redirectUri of the connection.',
    },
    fr: {
      what: 'L’adresse de redirection {redirectUri} ne mène pas à cette commande ; --listen ne peut donc pas l’attendre.',
      fix: 'Omettez --listen et collez l’adresse ; ou inscrivez une adresse sur localhost et nommez-la comme redirectUri de la connexion.',
    },
  },
  'connect.certificate_missing': {
    kind: 'usage',
    en: {
      what: 'The redirect address {redirectUri} is HTTPS, so --listen needs a certificate that the browser trusts.',
      fix: 'Add --certificate FILE (PEM with certificate and private key), or leave out --listen and paste the address.',
    },
    fr: {
      what: 'L’adresse de redirection {redirectUri} est en HTTPS ; --listen demande donc un certificat reconnu par le navigateur.',
      fix: 'Ajoutez --certificate FICHIER (PEM avec certificat et clé privée), ou omettez --listen et collez l’adresse.',
    },
  },
  'connect.certificate_unusable': {
    kind: 'usage',
    en: {
      what: 'The file {file} cannot serve as the certificate: {reason}',
      fix: 'It must be readable and hold, as PEM, the certificate and its private key without a password.',
    },
    fr: {
      what: 'Le fichier {file} ne peut pas servir de certificat : {reason}',
      fix: 'Il doit être lisible et contenir, en PEM, le certificat et sa clé privée sans mot de passe.',
    },
  },
  'connect.port_refused': {
    kind: 'failed',
    en: {
      what: 'The address {address} cannot be listened on: {reason}',
      fix: 'Free the port or take another one for the redirect address (a port below 1024 needs rights), or leave out --listen and paste.',
    },
    fr: {
      what: 'Impossible d’écouter à l’adresse {address} : {reason}',
      fix: 'Libérez le port ou prenez-en un autre pour l’adresse de redirection (sous 1024 il faut des droits), ou omettez --listen et collez.',
    },
  },
});
