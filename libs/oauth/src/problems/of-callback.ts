import { defineProblems } from '@tillbridge/domain';

/** What can be wrong with the address that a browser comes back to. */
export const CALLBACK_PROBLEMS = defineProblems({
  'oauth.callback_empty': {
    kind: 'usage',
    en: {
      what: 'The address that came back holds no code and no error.',
      fix: 'Copy the whole address from the browser’s address bar after the click on Allow: it contains "code=".',
    },
    fr: {
      what: 'L’adresse revenue ne contient ni code ni erreur.',
      fix: 'Copiez l’adresse entière de la barre du navigateur après le clic sur Autoriser : elle contient « code= ».',
    },
  },
  'oauth.callback_repeated': {
    kind: 'usage',
    en: {
      what: 'The address that came back holds "{name}" more than once or in an odd form; it was not used.',
      fix: 'Copy it again in one piece. If it still does, start again: somebody may have changed it on the way.',
    },
    fr: {
      what: 'L’adresse revenue contient « {name} » plusieurs fois ou sous une forme étrange ; elle n’a pas été utilisée.',
      fix: 'Copiez-la de nouveau en un seul morceau. Si cela persiste, recommencez : elle a pu être modifiée en route.',
    },
  },
  'oauth.callback_contradictory': {
    kind: 'usage',
    en: {
      what: 'The address that came back holds a code and an error at once; it was not used.',
      fix: 'Start again: no POS answers so, somebody may have changed the address on the way.',
    },
    fr: {
      what: 'L’adresse revenue contient à la fois un code et une erreur ; elle n’a pas été utilisée.',
      fix: 'Recommencez : aucun point de vente ne répond ainsi, l’adresse a pu être modifiée en route.',
    },
  },
  'oauth.callback_too_long': {
    kind: 'usage',
    en: {
      what: 'The part "{name}" of the address that came back is longer than {limit} characters; it was not used.',
      fix: 'Copy the address again, alone and once.',
    },
    fr: {
      what: 'La partie « {name} » de l’adresse revenue dépasse {limit} caractères ; elle n’a pas été utilisée.',
      fix: 'Copiez de nouveau l’adresse, seule et une seule fois.',
    },
  },
  'oauth.callback_garbled': {
    kind: 'usage',
    en: {
      what: 'The part "{name}" of the address that came back holds characters that cannot stand there.',
      fix: 'Copy the address again, in one line, without spaces or quotation marks around it.',
    },
    fr: {
      what: 'La partie « {name} » de l’adresse revenue contient des caractères impossibles à cet endroit.',
      fix: 'Copiez de nouveau l’adresse, sur une ligne, sans espaces ni guillemets autour.',
    },
  },
  'oauth.callback_elsewhere': {
    kind: 'settings',
    en: {
      what: 'The answer came to the host name "{host}", but the redirect address is {redirectUri}; it was not used.',
      fix: 'Set server.publicUrl to the address that browsers use, and let a proxy before it pass the Host header on.',
    },
    fr: {
      what: 'La réponse est arrivée au nom d’hôte « {host} », mais l’adresse de redirection est {redirectUri} ; elle n’a pas été utilisée.',
      fix: 'Mettez dans server.publicUrl l’adresse qu’utilisent les navigateurs, et faites transmettre l’en-tête Host par le mandataire.',
    },
  },
  'oauth.callback_defect': {
    kind: 'failed',
    en: {
      what: 'The answer could not be worked on, by a defect of this program. Nothing was saved.',
      fix: 'Start again with "tillbridge connect {connection}"; if it stays so, report the lines of the log.',
    },
    fr: {
      what: 'La réponse n’a pas pu être traitée, par un défaut de ce programme. Rien n’est enregistré.',
      fix: 'Recommencez avec « tillbridge connect {connection} » ; si cela persiste, signalez les lignes du journal.',
    },
  },
  'oauth.issuer_mismatch': {
    kind: 'person',
    en: {
      what: 'The answer names {issuer} as its sender, but {expected} was asked; the code was not used.',
      fix: 'Check authUrl in the settings of the connection and start again; open only the link that "tillbridge connect" prints.',
    },
    fr: {
      what: 'La réponse nomme {issuer} comme expéditeur, mais {expected} était interrogé ; le code n’a pas été utilisé.',
      fix: 'Vérifiez authUrl dans les réglages de la connexion et recommencez ; n’ouvrez que le lien affiché par « tillbridge connect ».',
    },
  },
  'oauth.state_missing': {
    kind: 'usage',
    en: {
      what: 'The answer does not say which request it belongs to (no "state"); it was not used.',
      fix: 'Give the whole address from the browser’s address bar, not only the code.',
    },
    fr: {
      what: 'La réponse ne dit pas à quelle demande elle appartient (pas de « state ») ; elle n’a pas été utilisée.',
      fix: 'Donnez l’adresse entière de la barre du navigateur, pas seulement le code.',
    },
  },
  'oauth.state_unknown': {
    kind: 'person',
    en: {
      what: 'This answer belongs to no open request: it was used before, or the request was never made here.',
      fix: 'Nothing is lost if it was a second click. Otherwise start again with "tillbridge connect {connection}".',
    },
    fr: {
      what: 'Cette réponse n’appartient à aucune demande ouverte : elle a déjà servi, ou la demande n’a jamais été faite ici.',
      fix: 'Rien n’est perdu si c’était un second clic. Sinon recommencez avec « tillbridge connect {connection} ».',
    },
  },
  'oauth.state_expired': {
    kind: 'person',
    en: {
      what: 'The request that this answer belongs to is older than {minutes} minutes; the code was not used.',
      fix: 'Start again with "tillbridge connect {connection}".',
    },
    fr: {
      what: 'La demande à laquelle appartient cette réponse a plus de {minutes} minutes ; le code n’a pas été utilisé.',
      fix: 'Recommencez avec « tillbridge connect {connection} ».',
    },
  },
  'oauth.state_foreign': {
    kind: 'person',
    en: {
      what: 'This answer belongs to a request for another connection or by another person; it was not used and stays good for them.',
      fix: 'Finish it where it was begun, or start again with "tillbridge connect {connection}".',
    },
    fr: {
      what: 'Cette réponse appartient à une demande pour une autre connexion ou d’une autre personne ; elle n’a pas servi et reste valable pour elle.',
      fix: 'Terminez-la là où elle a commencé, ou recommencez avec « tillbridge connect {connection} ».',
    },
  },
  'oauth.access_denied': {
    kind: 'person',
    en: {
      what: 'The access was refused at the POS: {description}',
      fix: 'Start again and click Allow; whoever clicks needs an administrator account there.',
    },
    fr: {
      what: 'L’accès a été refusé au point de vente : {description}',
      fix: 'Recommencez et cliquez sur Autoriser ; il faut y avoir un compte administrateur.',
    },
  },
  'oauth.scope_refused': {
    kind: 'person',
    en: {
      what: 'The POS does not grant these scopes to this client: {scopes}. It says: {description}',
      fix: 'Check that the client is registered for them and that the account’s plan includes them, then start again.',
    },
    fr: {
      what: 'Le point de vente n’accorde pas ces portées à ce client : {scopes}. Il dit : {description}',
      fix: 'Vérifiez que le client est inscrit pour elles et que le forfait du compte les inclut, puis recommencez.',
    },
  },
  'oauth.client_refused': {
    kind: 'settings',
    en: {
      what: 'The POS does not accept this client ({error}): {description}',
      fix: 'Compare clientId and the redirect address {redirectUri} with what is registered at the POS, letter by letter.',
    },
    fr: {
      what: 'Le point de vente n’accepte pas ce client ({error}) : {description}',
      fix: 'Comparez clientId et l’adresse de redirection {redirectUri} à ce qui est inscrit au point de vente, lettre par lettre.',
    },
  },
  'oauth.pos_failed': {
    kind: 'later',
    en: {
      what: 'The POS could not finish the authorisation ({error}): {description}',
      fix: 'Start again in a few minutes; if it lasts, look at the status page of the POS.',
    },
    fr: {
      what: 'Le point de vente n’a pas pu terminer l’autorisation ({error}) : {description}',
      fix: 'Recommencez dans quelques minutes ; si cela dure, consultez la page d’état du fournisseur.',
    },
  },
  'oauth.refused': {
    kind: 'person',
    en: {
      what: 'The POS refused the authorisation ({error}): {description}',
      fix: 'Start again; if it stays so, report this line.',
    },
    fr: {
      what: 'Le point de vente a refusé l’autorisation ({error}) : {description}',
      fix: 'Recommencez ; si cela persiste, signalez cette ligne.',
    },
  },
});
