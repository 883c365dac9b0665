import type { CauseCode } from '../contract/cause.js';
import type { CauseDefinition } from './definition.js';

/** Something is not read, or not as it should be. */
export const READING_CAUSES = {
  'settings.invalid': {
    kind: 'settings',
    reaction: 'stop-connection',
    en: {
      what: 'The settings of the connection do not fit the POS: {message}',
      fix: 'Correct them in the settings file; "tillbridge check" proves it.',
    },
    fr: {
      what: 'Les réglages de la connexion ne conviennent pas au point de vente : {message}',
      fix: 'Corrigez-les dans le fichier de réglages ; « tillbridge check » le confirme.',
    },
  },
  'shop.unknown': {
    kind: 'person',
    reaction: 'block-shop',
    en: {
      what: 'The POS knows no such shop: {message}',
      fix: 'Compare the posId in the settings with the list of "tillbridge locations". The other locations go on.',
    },
    fr: {
      what: 'Le point de vente ne connaît pas ce magasin : {message}',
      fix: 'Comparez le posId des réglages à la liste de « tillbridge locations ». Les autres emplacements continuent.',
    },
  },
  'rate.limited': {
    kind: 'later',
    reaction: 'wait',
    en: {
      what: 'The POS asks to wait: {message}',
      fix: 'Nothing: reading goes on by itself. If it happens often, look for another program on the same account.',
    },
    fr: {
      what: 'Le point de vente demande d’attendre : {message}',
      fix: 'Rien : la lecture reprend d’elle-même. Si c’est fréquent, cherchez un autre programme sur le même compte.',
    },
  },
  'upstream.unavailable': {
    kind: 'later',
    reaction: 'retry',
    en: {
      what: 'The POS cannot be reached or answers something else than its API: {message}',
      fix: 'Nothing at first: it is tried again. If this stays, check the address, proxy and firewall, and the status page of the POS.',
    },
    fr: {
      what: 'Le point de vente est injoignable ou répond autre chose que son API : {message}',
      fix: 'Rien dans l’immédiat : un nouvel essai a lieu. Si cela persiste, vérifiez l’adresse, le mandataire, le pare-feu et la page d’état du fournisseur.',
    },
  },
  'upstream.malformed': {
    kind: 'failed',
    reaction: 'quarantine',
    en: {
      what: 'An answer or a record of the POS cannot be read: {message}',
      fix: 'Look at the record in the POS and correct it there; if it is right there, report it with this message.',
    },
    fr: {
      what: 'Une réponse ou un enregistrement du point de vente est illisible : {message}',
      fix: 'Vérifiez l’enregistrement au point de vente et corrigez-le là ; s’il y est correct, signalez-le avec ce message.',
    },
  },
  'upstream.retired': {
    kind: 'person',
    reaction: 'stop-connection',
    en: { what: 'The POS has retired the API in use: {message}', fix: 'Update Tillbridge or this connector.' },
    fr: {
      what: 'Le point de vente a retiré l’API utilisée : {message}',
      fix: 'Mettez à jour Tillbridge ou ce connecteur.',
    },
  },
  'link.foreign': {
    kind: 'failed',
    reaction: 'fail-run',
    en: {
      what: 'An answer points to an address that is not the POS; it was not followed: {message}',
      fix: 'Check the address of the POS in the settings, and whether a proxy rewrites its answers. No token was sent.',
    },
    fr: {
      what: 'Une réponse pointe vers une adresse étrangère au point de vente ; elle n’a pas été suivie : {message}',
      fix: 'Vérifiez l’adresse du point de vente dans les réglages et si un mandataire réécrit ses réponses. Aucun jeton n’a été envoyé.',
    },
  },
  'cursor.invalid': {
    kind: 'later',
    reaction: 'read-again',
    en: {
      what: 'The place where reading stopped is no longer known to the POS: {message}',
      fix: 'Nothing: the last days are read again. For older edits run "tillbridge backfill".',
    },
    fr: {
      what: 'Le point de vente ne reconnaît plus l’endroit où la lecture s’était arrêtée : {message}',
      fix: 'Rien : les derniers jours sont relus. Pour des corrections plus anciennes, lancez « tillbridge backfill ».',
    },
  },
  'records.vanished': {
    kind: 'person',
    reaction: 'keep',
    en: {
      what: 'Records that were read before are no longer shown by the POS: {message}',
      fix: 'Look at the POS. If they really are gone, run "tillbridge sync" with --accept-vanished.',
    },
    fr: {
      what: 'Le point de vente ne montre plus des enregistrements déjà lus : {message}',
      fix: 'Vérifiez au point de vente. S’ils ont vraiment disparu, lancez « tillbridge sync » avec --accept-vanished.',
    },
  },
  'connector.not_implemented': {
    kind: 'settings',
    reaction: 'stop-connection',
    en: {
      what: 'This connector cannot do that yet: {message}',
      fix: 'Choose a connector that "tillbridge plugins" does not list as a stub.',
    },
    fr: {
      what: 'Ce connecteur ne sait pas encore le faire : {message}',
      fix: 'Choisissez un connecteur que « tillbridge plugins » ne signale pas comme ébauche.',
    },
  },
} satisfies Partial<Record<CauseCode, CauseDefinition>>;
