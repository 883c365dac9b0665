import { defineProblems } from '@tillbridge/domain';

/** What can be wrong with the token endpoint's answer to a code; nothing is saved in any of these cases. */
export const EXCHANGE_PROBLEMS = defineProblems({
  'oauth.exchange_failed': {
    kind: 'later',
    en: {
      what: 'The code could not be exchanged: {host} gave no whole answer. Nothing was saved.',
      fix: 'Mend what the next line names, then start again: a code serves once and lives about a minute.',
    },
    fr: {
      what: 'Le code n’a pas pu être échangé : {host} n’a pas répondu entièrement. Rien n’est enregistré.',
      fix: 'Réparez ce que nomme la ligne suivante, puis recommencez : un code ne sert qu’une fois et vit environ une minute.',
    },
  },
  'oauth.code_refused': {
    kind: 'person',
    en: {
      what: 'The POS does not take the code ({error}): it is too old, was used before, or belongs to another request. Nothing was saved.',
      fix: 'Start again and come back at once: a code serves once and lives about a minute.',
    },
    fr: {
      what: 'Le point de vente ne prend pas le code ({error}) : trop vieux, déjà utilisé, ou d’une autre demande. Rien n’est enregistré.',
      fix: 'Recommencez et revenez aussitôt : un code ne sert qu’une fois et vit environ une minute.',
    },
  },
  'oauth.credentials_refused': {
    kind: 'settings',
    en: {
      what: 'The token endpoint refuses the client id or the client secret ({error}). Nothing was saved.',
      fix: 'Compare clientId and clientSecret in the settings with those the POS shows for this client, then start again.',
    },
    fr: {
      what: 'Le point de jetons refuse l’identifiant ou le secret du client ({error}). Rien n’est enregistré.',
      fix: 'Comparez clientId et clientSecret des réglages à ceux que le point de vente montre pour ce client, puis recommencez.',
    },
  },
  'oauth.request_refused': {
    kind: 'settings',
    en: {
      what: 'The token endpoint refuses the request ({error}). Nothing was saved.',
      fix: 'Compare the redirect address {redirectUri} with the one registered at the POS, letter by letter, then start again.',
    },
    fr: {
      what: 'Le point de jetons refuse la demande ({error}). Rien n’est enregistré.',
      fix: 'Comparez l’adresse de redirection {redirectUri} à celle inscrite au point de vente, lettre par lettre, puis recommencez.',
    },
  },
  'oauth.token_endpoint_failed': {
    kind: 'later',
    en: {
      what: 'The token endpoint of {host} could not serve the request ({status}). Nothing was saved.',
      fix: 'Start again in a few minutes; if it lasts, look at the status page of the POS.',
    },
    fr: {
      what: 'Le point de jetons de {host} n’a pas pu répondre ({status}). Rien n’est enregistré.',
      fix: 'Recommencez dans quelques minutes ; si cela dure, consultez la page d’état du fournisseur.',
    },
  },
  'oauth.token_redirected': {
    kind: 'settings',
    en: {
      what: 'The token endpoint of {host} answers with a redirect, which is never followed: it would carry the secret away. Nothing was saved.',
      fix: 'Check authUrl in the settings of the connection, and whether a proxy or a login page stands in between.',
    },
    fr: {
      what: 'Le point de jetons de {host} répond par une redirection, jamais suivie : elle emporterait le secret. Rien n’est enregistré.',
      fix: 'Vérifiez authUrl dans les réglages de la connexion, et si un mandataire ou une page de connexion s’interpose.',
    },
  },
  'oauth.token_unreadable': {
    kind: 'failed',
    en: {
      what: 'The token endpoint of {host} answers with something that is no JSON ({form}). Nothing was saved.',
      fix: 'Check authUrl in the settings of the connection, and whether a proxy or a login page stands in between.',
    },
    fr: {
      what: 'Le point de jetons de {host} répond par autre chose que du JSON ({form}). Rien n’est enregistré.',
      fix: 'Vérifiez authUrl dans les réglages de la connexion, et si un mandataire ou une page de connexion s’interpose.',
    },
  },
  'oauth.token_incomplete': {
    kind: 'failed',
    en: {
      what: 'The answer of the token endpoint lacks {field}. Nothing was saved.',
      fix: 'Start again. If it stays so, check at the POS that the client may have lasting access, and report this line.',
    },
    fr: {
      what: 'La réponse du point de jetons n’a pas de {field}. Rien n’est enregistré.',
      fix: 'Recommencez. Si cela persiste, vérifiez au point de vente que le client peut avoir un accès durable, et signalez cette ligne.',
    },
  },
  'oauth.token_type_unknown': {
    kind: 'failed',
    en: {
      what: 'The answer of the token endpoint names a token_type other than bearer. Nothing was saved.',
      fix: 'Check authUrl in the settings of the connection; if it is right, report this line.',
    },
    fr: {
      what: 'La réponse du point de jetons nomme un token_type autre que bearer. Rien n’est enregistré.',
      fix: 'Vérifiez authUrl dans les réglages de la connexion ; s’il est juste, signalez cette ligne.',
    },
  },
  'oauth.token_life_unreadable': {
    kind: 'failed',
    en: {
      what: 'The answer of the token endpoint holds an expires_in that is no number of seconds. Nothing was saved.',
      fix: 'Check authUrl in the settings of the connection; if it is right, report this line.',
    },
    fr: {
      what: 'La réponse du point de jetons contient un expires_in qui n’est pas un nombre de secondes. Rien n’est enregistré.',
      fix: 'Vérifiez authUrl dans les réglages de la connexion ; s’il est juste, signalez cette ligne.',
    },
  },
  'oauth.scopes_missing': {
    kind: 'person',
    en: {
      what: 'The POS granted less than was asked for: {missing} is missing. Nothing was saved.',
      fix: 'Let an administrator of the POS account who holds these rights authorise Tillbridge, and leave every box ticked.',
    },
    fr: {
      what: 'Le point de vente a accordé moins que demandé : il manque {missing}. Rien n’est enregistré.',
      fix: 'Qu’un administrateur du compte détenant ces droits autorise Tillbridge, en laissant toutes les cases cochées.',
    },
  },
});
