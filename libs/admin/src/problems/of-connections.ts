import { defineProblems } from '@tillbridge/domain';

export const CONNECTION_PROBLEMS = defineProblems({
  'connection.confirm_missing': {
    kind: 'usage',
    en: {
      what: 'Deleting the connection {connection} has to be confirmed: its access is taken back, and only connecting it again brings it back.',
      fix: 'Give its id once more: "tillbridge connections delete {connection} --yes", or confirm={connection} in the API.',
    },
    fr: {
      what: 'La suppression de la connexion {connection} doit être confirmée : son accès est retiré, et seule une nouvelle autorisation la rétablit.',
      fix: 'Donnez encore une fois son identifiant : « tillbridge connections delete {connection} --yes », ou confirm={connection} dans l’API.',
    },
  },
  'connection.in_use': {
    kind: 'later',
    en: {
      what: 'The connection {connection} is deleted, but an import is still at work on it: its figures are still there.',
      fix: 'Wait until that import has ended, then delete it once more with the figures.',
    },
    fr: {
      what: 'La connexion {connection} est supprimée, mais une importation y travaille encore : ses chiffres sont toujours là.',
      fix: 'Attendez la fin de cette importation, puis supprimez-la encore une fois avec les chiffres.',
    },
  },
});
