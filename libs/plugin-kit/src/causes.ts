import { type Language, type Problem, type ProblemDefinition, type ProblemText, sayProblem } from '@tillbridge/domain';
import type { Cause, CauseCode } from './contract/cause.js';

/** What the host does about a cause; each code has exactly one. */
export type Reaction =
  | 'stop-connection' // nothing more is asked until a person has acted; cursors and coverage are kept
  | 'refresh' // refresh the token once and repeat; the token endpoint alone says whether the grant is gone
  | 'block-stream' // that stream stays unread and its figures unknown (I7); the others go on; asked again daily
  | 'block-shop' // that shop is left out; the others go on
  | 'wait' // until `retryAt` or as the rate budget says; no failure
  | 'retry' // a few times with growing pauses, then at the next slot
  | 'quarantine' // one record: kept with its reason, the rest goes on. A whole answer: the run fails
  | 'read-again' // drop the cursor and read the lookback anew
  | 'keep' // change nothing, say so, wait for a person
  | 'pause-output' // nothing more is sent to that output until a person resumes it; no day goes dead
  | 'dead' // this revision is not sent again unless replayed; a newer one is
  | 'fail-run'; // the run ends; the next slot tries again

export interface CauseDefinition extends ProblemDefinition {
  readonly reaction: Reaction;
}

/**
 * What the host does about each cause, and what is said to people. `{message}` is what the plugin saw, in English, free
 * of secrets and customer data (I6). `auth.missing` is found out by the host alone, so it is said in both languages
 * whole, with the `{connection}` of the cause's detail.
 */
export const CAUSES: Readonly<Record<CauseCode, CauseDefinition>> = {
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
  'output.unreachable': {
    kind: 'later',
    reaction: 'retry',
    en: {
      what: 'The receiver cannot be reached: {message}',
      fix: 'Check that it runs and can be reached from this machine. Nothing is lost: it is sent again.',
    },
    fr: {
      what: 'Le destinataire est injoignable : {message}',
      fix: 'Vérifiez qu’il fonctionne et qu’il est accessible depuis cette machine. Rien n’est perdu : l’envoi est répété.',
    },
  },
  'output.not_let_in': {
    kind: 'person',
    reaction: 'retry',
    en: {
      what: 'The receiver takes nothing as this output is set up: {message}',
      fix: 'Whoever runs the receiver and whoever keeps the settings compare address, login and rights; "tillbridge outputs test" shows when they fit. Nothing is lost: it is sent again.',
    },
    fr: {
      what: 'Le destinataire n’accepte rien avec les réglages actuels de cette sortie : {message}',
      fix: 'La personne qui exploite le destinataire et celle qui tient les réglages comparent adresse, accès et droits ; « tillbridge outputs test » montre quand ils concordent. Rien n’est perdu : l’envoi est répété.',
    },
  },
  'output.gone': {
    kind: 'person',
    reaction: 'pause-output',
    en: {
      what: 'The receiver is gone and asks to be sent nothing more: {message}',
      fix: 'Ask whoever runs it for the new address and change the output in the settings, or remove it; then run "tillbridge outputs resume". What it missed is sent then.',
    },
    fr: {
      what: 'Le destinataire n’existe plus et demande qu’on ne lui envoie plus rien : {message}',
      fix: 'Demandez la nouvelle adresse à qui l’exploite et changez la sortie dans les réglages, ou retirez-la ; puis lancez « tillbridge outputs resume ». Ce qu’elle a manqué part alors.',
    },
  },
  'output.refused': {
    kind: 'failed',
    reaction: 'dead',
    en: {
      what: 'The receiver will never take this delivery: {message}',
      fix: 'Correct what it objects to, then run "tillbridge deliveries replay".',
    },
    fr: {
      what: 'Le destinataire refusera toujours cette livraison : {message}',
      fix: 'Corrigez ce qu’il conteste, puis lancez « tillbridge deliveries replay ».',
    },
  },
  'output.no_space': {
    kind: 'failed',
    reaction: 'retry',
    en: { what: 'The disk is full: {message}', fix: 'Free some space; it is written again by itself.' },
    fr: {
      what: 'Le disque est plein : {message}',
      fix: 'Libérez de l’espace ; l’écriture est répétée automatiquement.',
    },
  },
  'output.not_writable': {
    kind: 'failed',
    reaction: 'retry',
    en: {
      what: 'The target may not be written: {message}',
      fix: 'Give the user that Tillbridge runs as the right to write there; it is written again by itself.',
    },
    fr: {
      what: 'L’écriture de la cible est interdite : {message}',
      fix: 'Donnez à l’utilisateur qui exécute Tillbridge le droit d’y écrire ; l’écriture est répétée automatiquement.',
    },
  },
  'plugin.defect': {
    kind: 'failed',
    reaction: 'fail-run',
    en: {
      what: 'A plugin failed by a defect of its own: {message}',
      fix: 'Report it with this message to whoever makes the plugin; an update may mend it.',
    },
    fr: {
      what: 'Un plugin a échoué par un défaut interne : {message}',
      fix: 'Signalez-le avec ce message à l’auteur du plugin ; une mise à jour peut le corriger.',
    },
  },
};

export function reactionTo(cause: Cause): Reaction {
  return CAUSES[cause.code].reaction;
}

/** The cause as a problem, so that exit codes and messages come from one place. */
export function problemOfCause(cause: Cause): Problem {
  return {
    code: cause.code,
    definition: CAUSES[cause.code],
    parameters: { message: cause.message, ...connectionIn(cause) },
  };
}

function connectionIn({ detail }: Cause): { readonly connection?: string } {
  if (typeof detail !== 'object' || detail === null || !('connection' in detail)) return {};
  return typeof detail.connection === 'string' ? { connection: detail.connection } : {};
}

/** What to tell a person. A plugin's own remedy knows more than ours, but only in English. */
export function sayCause(cause: Cause, language: Language = 'en'): ProblemText {
  const said = sayProblem(problemOfCause(cause), language);
  return language === 'en' && cause.remedy !== undefined ? { ...said, fix: cause.remedy } : said;
}
