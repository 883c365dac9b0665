import { defineProblems } from '@tillbridge/domain';

import { CALLBACK_PROBLEMS } from './problems/of-callback.js';
import { EXCHANGE_PROBLEMS } from './problems/of-exchange.js';

/** Everything that can go wrong between a person's click at the POS and the pair that is saved. */
export const OAUTH_PROBLEMS = defineProblems({
  ...CALLBACK_PROBLEMS,
  ...EXCHANGE_PROBLEMS,
  'oauth.confirmation_late': {
    kind: 'person',
    en: {
      what: 'What the POS granted for {connection} was not confirmed in time, or was confirmed before; nothing was saved now.',
      fix: 'Look at "tillbridge connections"; if the access is not there, run "tillbridge connect {connection}" again.',
    },
    fr: {
      what: 'Ce que le point de vente a accordé pour {connection} n’a pas été confirmé à temps, ou l’a déjà été ; rien n’est enregistré cette fois.',
      fix: 'Voyez « tillbridge connections » ; si l’accès manque, relancez « tillbridge connect {connection} ».',
    },
  },
});
