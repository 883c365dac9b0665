import { defineProblems } from '@tillbridge/domain';

/** What can be wrong with a request to the HTTP API. */
export const REQUEST_PROBLEMS = defineProblems({
  'api.key_missing': {
    kind: 'usage',
    en: {
      what: 'The request shows no API key.',
      fix: 'Send the header "Authorization: Bearer tbk_..."; a key in the address or in another header is never taken.',
    },
    fr: {
      what: 'La requête ne montre aucune clé d’API.',
      fix: 'Envoyez l’en-tête « Authorization: Bearer tbk_... » ; une clé dans l’adresse ou dans un autre en-tête n’est jamais acceptée.',
    },
  },
  'api.key_refused': {
    kind: 'usage',
    en: {
      what: 'The API key is not one that works: it is incomplete, unknown or revoked.',
      fix: 'Copy it whole; "tillbridge key list" shows which keys work, "tillbridge key create" makes another.',
    },
    fr: {
      what: 'La clé d’API n’est pas valable : elle est incomplète, inconnue ou révoquée.',
      fix: 'Copiez-la en entier ; « tillbridge key list » montre les clés valables, « tillbridge key create » en crée une.',
    },
  },
  'api.keys_tried': {
    kind: 'later',
    en: {
      what: 'Too many API keys that do not work came from this address.',
      fix: 'Copy a key whole and try again in {seconds} seconds; a key that works is taken at any time.',
    },
    fr: {
      what: 'Trop de clés d’API non valables sont venues de cette adresse.',
      fix: 'Copiez une clé en entier et réessayez dans {seconds} secondes ; une clé valable est acceptée à tout moment.',
    },
  },
  'request.invalid': {
    kind: 'usage',
    en: { what: 'The request is not as it has to be.', fix: 'Correct what "errors" names; /api/docs shows each form.' },
    fr: {
      what: 'La requête n’a pas la forme voulue.',
      fix: 'Corrigez ce que nomme « errors » ; /api/docs montre chaque forme.',
    },
  },
  'request.json_unreadable': {
    kind: 'usage',
    en: { what: 'The body is no JSON: {reason}.', fix: 'Send one JSON object in UTF-8.' },
    fr: { what: 'Le corps n’est pas du JSON : {reason}.', fix: 'Envoyez un objet JSON en UTF-8.' },
  },
  'request.too_large': {
    kind: 'usage',
    en: { what: 'The body is larger than 256 kB.', fix: 'Send less at once.' },
    fr: { what: 'Le corps dépasse 256 ko.', fix: 'Envoyez-en moins à la fois.' },
  },
  'request.too_deep': {
    kind: 'usage',
    en: {
      what: 'The body is nested deeper than {depth} levels or has more than {fields} fields.',
      fix: 'Send the form that /api/docs shows.',
    },
    fr: {
      what: 'Le corps est imbriqué sur plus de {depth} niveaux ou a plus de {fields} champs.',
      fix: 'Envoyez la forme que montre /api/docs.',
    },
  },
  'request.field_forbidden': {
    kind: 'usage',
    en: { what: 'There is no field "{field}".', fix: 'Leave it out; /api/docs shows the fields.' },
    fr: { what: 'Il n’y a pas de champ « {field} ».', fix: 'Retirez-le ; /api/docs montre les champs.' },
  },
  'request.media_type': {
    kind: 'usage',
    en: {
      what: 'The body has a form that is not read: {given}.',
      fix: 'Send "Content-Type: application/json" in UTF-8, without compression.',
    },
    fr: {
      what: 'Le corps a une forme qui n’est pas lue : {given}.',
      fix: 'Envoyez « Content-Type: application/json » en UTF-8, sans compression.',
    },
  },
  'request.parameter_repeated': {
    kind: 'usage',
    en: {
      what: 'The parameter "{name}" is given twice or as a list.',
      fix: 'Give each parameter once, without brackets.',
    },
    fr: {
      what: 'Le paramètre « {name} » est donné deux fois ou comme une liste.',
      fix: 'Donnez chaque paramètre une fois, sans crochets.',
    },
  },
  'request.address_too_long': {
    kind: 'usage',
    en: { what: 'The address of the request is longer than {limit} characters.', fix: 'Shorten it.' },
    fr: { what: 'L’adresse de la requête dépasse {limit} caractères.', fix: 'Raccourcissez-la.' },
  },
  'request.not_found': {
    kind: 'usage',
    en: { what: 'There is nothing at this address.', fix: '/api/docs shows every address.' },
    fr: { what: 'Il n’y a rien à cette adresse.', fix: '/api/docs montre toutes les adresses.' },
  },
  'request.method_not_allowed': {
    kind: 'usage',
    en: { what: 'This address does not take {method}.', fix: 'It takes {allowed}.' },
    fr: { what: 'Cette adresse n’accepte pas {method}.', fix: 'Elle accepte {allowed}.' },
  },
  'request.refused': {
    kind: 'usage',
    en: { what: 'The request was refused: {reason}', fix: 'Correct the request; /api/docs shows each form.' },
    fr: { what: 'La requête a été refusée : {reason}', fix: 'Corrigez la requête ; /api/docs montre chaque forme.' },
  },
  'api.store_away': {
    kind: 'later',
    en: {
      what: 'Tillbridge’s own database does not answer now.',
      fix: 'Try again shortly; /health/ready answers 200 as soon as it does.',
    },
    fr: {
      what: 'La base de données de Tillbridge ne répond pas en ce moment.',
      fix: 'Réessayez sous peu ; /health/ready répond 200 dès qu’elle est de retour.',
    },
  },
  'api.defect': {
    kind: 'failed',
    en: {
      what: 'Tillbridge failed by a defect of its own.',
      fix: 'Report the id of this request; the log tells more under it.',
    },
    fr: {
      what: 'Tillbridge a échoué par un défaut interne.',
      fix: 'Signalez l’identifiant de cette requête ; le journal en dit plus sous ce numéro.',
    },
  },
});
