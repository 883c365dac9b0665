import type { connectEn } from './connect-en.js';

export const connectFr: typeof connectEn = {
  checklist: ({ redirectUri, scopes }) => [
    'Avant de cliquer, vérifiez que :',
    ' - les emplacements ont un abonnement Retail (ou supérieur) dans TMAS ;',
    ' - la pointeuse est activée au point de vente et le personnel y pointe : les heures de personnel en viennent ;',
    ' - la saisie manuelle des ventes et transactions est désactivée dans TMAS, pour que personne n’écrase ce qui est livré ;',
    ' - la personne qui clique est propriétaire ou administratrice du compte, de préférence un employé dédié : une fois cet',
    '   employé bloqué ou supprimé, la connexion s’arrête ;',
    ` - le client est inscrit au point de vente avec exactement cette adresse de redirection : ${redirectUri}`,
    `Demandé : ${scopes.join(' ')}`,
  ],
  open: 'Ouvrez ce lien dans un navigateur et cliquez sur Autoriser :',
  listening: (address) => `En attente du navigateur à ${address} (Ctrl-C pour arrêter).`,
  howToPaste:
    'Le navigateur arrive ensuite à une adresse qui affiche peut-être une erreur ; c’est sans importance. Collez ici cette\nadresse entière aussitôt : le code qu’elle contient vit environ une minute.',
  daemonFinishes:
    'Le navigateur revient au service, qui enregistre l’accès de lui-même ; cette commande l’attend (Ctrl-C y renonce).',
  withoutDaemon: 'Si aucun service ne tourne :',
  savedByDaemon: (connection) =>
    `${connection} est autorisée par le service, et sa première importation commence maintenant.`,
  paste: 'Adresse : ',
  granted: 'Le point de vente a accordé l’accès.',
  scopes: (scopes) => `Portées : ${scopes.join(' ')}`,
  header: ['magasin', 'nom', 'fuseau', 'emplacement'],
  notMapped: '-',
  noShops: 'Remarque : ce compte n’a aucun magasin ; il n’y a donc rien à lire.',
  unknownShops: (shops) =>
    `Remarque : les réglages associent des magasins que ce compte n’a pas : ${shops.join(', ')}.`,
  otherAccount: (shops, known) =>
    `ATTENTION : ces magasins (${shops}) ne sont pas ceux connus jusqu’ici (${known}). Deux comptes dans une connexion mélangent leurs chiffres.`,
  save: (connection) => `Enregistrer cet accès pour ${connection} ? [oui/non] `,
  switchAccount: (connection) => `Vraiment laisser un autre compte reprendre ${connection} ? [oui/non] `,
  yes: /^\s*(o|oui|y|yes)\s*$/i,
  saved: (connection) =>
    `${connection} est autorisée. Le prochain « tillbridge sync ${connection} » lira tout ce qui manque.`,
  page: {
    done: 'Accès accordé',
    back: 'Retournez au terminal : il montre de quel compte il s’agit et demande s’il faut l’enregistrer. Cette page peut être fermée.',
    failed: 'Cela n’a pas fonctionné',
    unused: 'Rien ici',
    onlyGet: 'Cette adresse ne prend que la réponse du point de vente.',
  },
};
