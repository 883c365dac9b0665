import type { CauseCode } from '../contract/cause.js';
import type { CauseDefinition } from './definition.js';

/** The POS does not let the connection in, or not everywhere. */
export const ACCESS_CAUSES = {
  'auth.missing': {
    kind: 'person',
    reaction: 'stop-connection',
    en: {
      what: 'Nobody has authorised the connection {connection} at the POS yet: nothing can be read from it.',
      fix: 'An owner or admin of the POS account authorises Tillbridge: "tillbridge connect {connection}" prints a link; open it, log in, and click Allow.',
    },
    fr: {
      what: 'Personne n’a encore autorisé la connexion {connection} au point de vente : rien ne peut y être lu.',
      fix: 'Un propriétaire ou administrateur du compte autorise Tillbridge : « tillbridge connect {connection} » affiche un lien ; l’ouvrir, ouvrir une session et cliquer sur « Allow ».',
    },
  },
  'auth.revoked': {
    kind: 'person',
    reaction: 'stop-connection',
    en: {
      what: 'The POS no longer lets this connection in: {message}',
      fix: 'An owner or admin of the POS account authorises Tillbridge again: "tillbridge connect" prints a link; open it, log in, and click Allow. Was the employee who authorised it locked or removed, another one does it. Where no browser can be used, a new refresh token goes into refreshToken of the connection in the settings. Nothing is lost: the missing hours are read afterwards.',
    },
    fr: {
      what: 'Le point de vente n’admet plus cette connexion : {message}',
      fix: 'Un propriétaire ou administrateur du compte autorise de nouveau Tillbridge : « tillbridge connect » affiche un lien ; l’ouvrir, ouvrir une session et cliquer sur « Allow ». Si l’employé qui l’avait autorisée a été bloqué ou supprimé, un autre le fait. Sans navigateur, un nouveau jeton va dans refreshToken de la connexion, dans les réglages. Rien n’est perdu : les heures manquantes seront lues ensuite.',
    },
  },
  'auth.expired': {
    kind: 'later',
    reaction: 'refresh',
    en: {
      what: 'The access token is no longer taken: {message}',
      fix: 'Nothing at first: the token is refreshed by itself. If this stays, an owner or admin of the POS account authorises Tillbridge again with "tillbridge connect".',
    },
    fr: {
      what: 'Le jeton d’accès n’est plus accepté : {message}',
      fix: 'Rien dans l’immédiat : le jeton est renouvelé automatiquement. Si cela persiste, un propriétaire ou administrateur du compte autorise de nouveau Tillbridge avec « tillbridge connect ».',
    },
  },
  'permission.missing': {
    kind: 'person',
    reaction: 'block-stream',
    en: {
      what: 'A right is missing at the POS: {message}',
      fix: 'An owner or admin of the POS account gives the employee who authorised the connection that right, or authorises Tillbridge again with the missing scope ("tillbridge connect"). "tillbridge check" shows when it is there.',
    },
    fr: {
      what: 'Un droit manque au point de vente : {message}',
      fix: 'Un propriétaire ou administrateur du compte accorde ce droit à l’employé qui a autorisé la connexion, ou autorise de nouveau Tillbridge avec la portée manquante (« tillbridge connect »). « tillbridge check » montre s’il est acquis.',
    },
  },
  'feature.disabled': {
    kind: 'person',
    reaction: 'block-stream',
    en: {
      what: 'A module or plan is switched off at the POS: {message}',
      fix: 'An owner of the POS account switches it on, or the stream is left out.',
    },
    fr: {
      what: 'Un module ou forfait est désactivé au point de vente : {message}',
      fix: 'Un propriétaire du compte l’active, ou ce flux est laissé de côté.',
    },
  },
} satisfies Partial<Record<CauseCode, CauseDefinition>>;
