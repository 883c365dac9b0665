import type { CauseCode } from '../contract/cause.js';
import type { CauseDefinition } from './definition.js';

/** A receiver does not take what is sent. */
export const OUTPUT_CAUSES = {
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
} satisfies Partial<Record<CauseCode, CauseDefinition>>;
