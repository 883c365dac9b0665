import { defineProblems } from '@tillbridge/domain';

/** Why a pair that the POS granted is not taken. */
export const AUTHORIZATION_PROBLEMS = defineProblems({
  'connect.account_differs': {
    kind: 'person',
    en: {
      what: 'The account that was authorised has other shops ({shops}) than those known of {connection} ({known}); nothing was saved.',
      fix: 'Authorise with the account from before, or give the other account a connection of its own. If it really takes over this one, add --another-account (API: "anotherAccount": true).',
    },
    fr: {
      what: 'Le compte autorisé a d’autres magasins ({shops}) que ceux connus de {connection} ({known}) ; rien n’est enregistré.',
      fix: 'Autorisez avec le compte d’avant, ou donnez à l’autre compte sa propre connexion. S’il remplace vraiment celui-ci, ajoutez --another-account (API : « anotherAccount » à true).',
    },
  },
  'connect.rights_missing': {
    kind: 'person',
    en: {
      what: 'The access was granted, but {streams} cannot be read with it; nothing was saved.',
      fix: 'Do what the next lines say, then run "tillbridge connect {connection}" again.',
    },
    fr: {
      what: 'L’accès est accordé, mais il ne permet pas de lire : {streams} ; rien n’est enregistré.',
      fix: 'Faites ce que disent les lignes suivantes, puis relancez « tillbridge connect {connection} ».',
    },
  },
  'connect.address_foreign': {
    kind: 'usage',
    en: {
      what: 'This is not the address that the POS sends the browser to; that one begins with {redirectUri}.',
      fix: 'Click Allow at the POS first, then copy the whole address from the address bar. That the page itself cannot be shown does no harm.',
    },
    fr: {
      what: 'Ce n’est pas l’adresse à laquelle le point de vente envoie le navigateur ; celle-ci commence par {redirectUri}.',
      fix: 'Cliquez d’abord sur Autoriser au point de vente, puis copiez l’adresse entière de la barre. Que la page ne s’affiche pas est sans importance.',
    },
  },
});
