import { connectFr } from './connect-fr.js';
import { scheduleFr } from './schedule-fr.js';
import type { Messages } from './messages.js';

function amount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${Math.abs(count) < 2 ? one : many}`;
}

export const fr: Messages = {
  yes: 'oui',
  no: 'non',
  none: 'aucun',
  connect: connectFr,
  schedule: scheduleFr,
  check: {
    header: ['connexion', 'quoi', 'résultat', 'constat'],
    ok: 'ok',
    failed: 'ÉCHEC',
    skipped: 'omis',
    capabilities: { auth: 'accès', shops: 'magasins', sales: 'ventes', shifts: 'pointages' },
    settings: 'réglages',
    mapping: 'emplacements',
    mapped: (count) => `${count} associés`,
    output: (id) => `sortie ${id}`,
    allWell: 'Tout ce qui est demandé fonctionne.',
  },
  connections: {
    header: ['connexion', 'nom', 'connecteur', 'active', 'accès', 'emplacements', 'ventes lues jusqu’à'],
    access: { valid: 'autorisé', revoked: 'révoqué', none: 'pas encore' },
    never: 'jamais',
    empty:
      'Il n’y a pas de connexion : les réglages n’en nomment aucune, ou elle est supprimée et « tillbridge connect » la rétablit.',
    paused: (id) => `La connexion ${id} est en pause : rien n’y est lu jusqu’à « connections resume ».`,
    resumed: (id) => `La connexion ${id} est de nouveau active.`,
    confirmDeletion: (id, figures) =>
      `Ceci retire l’accès de ${id}${figures ? ' et supprime tout ce qui en a été lu' : ''}. Tapez ${id} pour confirmer : `,
    deleted: (id) =>
      `La connexion ${id} est supprimée ; rien n’en est lu avant que « tillbridge connect ${id} » ne la reconnecte.`,
    figures: {
      kept: 'Ses chiffres sont gardés, ici et dans les sorties.',
      deleted: 'Ses chiffres sont supprimés ici ; ce que les sorties ont reçu y reste.',
    },
    removeAtPos:
      'L’accès n’a pas pu être retiré au point de vente : un administrateur du compte y supprime Tillbridge de la liste des applications.',
  },
  locations: {
    header: ['magasin', 'nom', 'fuseau', 'emplacement', 'statut', 'remarque'],
    proposed: (id) => `non associé : gardé, pas compté ; proposé : ${id}`,
    archived: 'archivé au point de vente',
    unknown: 'inconnu du point de vente',
    exported: (file) => `Écrit dans ${file}.`,
    authority: '# Le fichier de réglages décide quel magasin alimente quel emplacement : placez-y ce bloc.',
    historyHeader: ['dès', 'statut', 'jours manqués envoyés', 'par', 'le', 'raison'],
    firstValue: { by: 'fichier de réglages', reason: 'valeur de départ' },
    mapped: (shop, location) =>
      `Le magasin ${shop} alimente l’emplacement ${location} ; la prochaine importation le compte.`,
    unmapped: (shop) =>
      `Le magasin ${shop} n’alimente plus aucun emplacement ; la prochaine importation reprend ses chiffres.`,
    statusChanged: (location, status, from) => `L’emplacement ${location} est ${status} à partir du ${from}.`,
    statusChangedUntil: (location, status, from, later) =>
      `L’emplacement ${location} est ${status} à partir du ${from}, jusqu’au ${later.from} : pour cette date, « ${later.status} » avait été fixé et vaut toujours.`,
  },
  sync: {
    waiting: (holder) => `En attente de ${holder}.`,
    standingBack: 'Une importation plus urgente de cette connexion passe d’abord ; celle-ci reprend ensuite.',
    anotherProcess: 'un autre processus',
    holder: (command, process, host) => `« ${command} » (processus ${process} sur ${host})`,
    again: (seconds) => `Nouvel essai dans ${seconds} s.`,
    reading: (stream, slices) => `Lecture (${stream}) : ${amount(slices, 'tranche')}.`,
    read: (stream, records) => `Lu (${stream}) : ${records}.`,
    folding: 'Calcul des totaux.',
    folded: (days) => `${amount(days, 'jour calculé', 'jours calculés')}.`,
    delivering: (output, days) => `Envoi de ${amount(days, 'jour')} vers ${output}.`,
    delivered: (output, days) => `Envoi vers ${output} terminé : ${amount(days, 'jour')}.`,
    bar: { slices: 'tranches', records: 'enregistrements', days: 'jours', folding: 'calcul', sending: 'envoi' },
    streams: { sales: 'ventes', shifts: 'pointages' },
    header: ['flux', 'de', 'à', 'lus', 'modifiés', 'supprimés', 'mis de côté', 'complet'],
    tallies: (days, revised, cells) =>
      `Totaux : ${amount(days, 'jour calculé', 'jours calculés')}, dont ${revised} avec de nouveaux chiffres, ${amount(cells, 'cellule modifiée', 'cellules modifiées')}.`,
    outputHeader: ['sortie', 'acceptés', 'inchangés', 'échoués', 'morts', 'retenus', 'non opérationnels', 'abandonnés'],
    noOutput: 'Les réglages ne nomment aucune sortie : rien n’a été livré.',
    held: (output) =>
      `La sortie ${output} est retenue : regardez avec « deliveries preview », puis « outputs approve ${output} ».`,
    paused: (output, reason) =>
      `Rien ne part vers la sortie ${output} : elle est en pause (${reason}). Une personne la remet en route dès que son destinataire accepte de nouveau les chiffres.`,
    down: (output, days) =>
      `La sortie ${output} n’accepte rien : ${amount(days, 'autre jour attend', 'autres jours attendent')} le prochain essai.`,
    nothingChanged: 'Rien n’a changé.',
    lateEdits: 'Heures modifiées après leur envoi, à ressaisir dans TMAS (chaque heure ne part qu’une fois) :',
    lateHeader: ['sortie', 'emplacement', 'date', 'heure', 'chiffre', 'envoyé', 'maintenant'],
    figures: { sales: 'ventes', transactions: 'transactions', items: 'articles', staffSeconds: 'heures de personnel' },
    failedDays: (output, days, first) => `Sortie ${output}, ${amount(days, 'jour')} (${first}) : `,
  },
  tallies: {
    header: ['emplacement', 'date', 'heure', 'ventes', 'transactions', 'articles', 'heures de personnel', 'remarque'],
    withdrawn: 'retiré',
    offset: (hours) => `à UTC${hours < 0 ? '' : '+'}${hours} h`,
    empty: 'Il n’y a pas de totaux à ces dates. « tillbridge sync » les apporte.',
    total: 'total',
    written: (days, file) => `${amount(days, 'jour écrit', 'jours écrits')} dans ${file}.`,
  },
  deliveries: {
    header: ['sortie', 'emplacement', 'date', 'révision', 'reçue', 'état', 'essais', 'depuis', 'cause'],
    states: {
      delivered: 'livré',
      behind: 'à envoyer',
      resend: 'à renvoyer',
      held: 'retenu avant approbation',
      not_operational: 'emplacement non opérationnel',
      waived: 'abandonné',
      failed: 'échoué, nouvel essai prévu',
      dead: 'mort',
      out_of_reach: 'avant la portée de la sortie',
    },
    empty: 'Il n’y a aucun jour à ces dates.',
    marked: (days, output) =>
      `Marqué pour ${output} : ${amount(days, 'jour')}. Un autre processus travaille ; il les envoie, ou le prochain « sync --deliver » le fait.`,
  },
  outputs: {
    header: ['sortie', 'type', 'disposition', 'retenue', 'approuvée', 'en pause', 'en panne'],
    paused: (id) => `La sortie ${id} est en pause : rien n’y est envoyé avant « outputs resume ${id} ».`,
    resumed: (id) => `La sortie ${id} est reprise : ce qui lui manque part à la prochaine livraison.`,
    pausedSince: (since, reason) => `depuis ${since} : ${reason}`,
    downSince: (since, nextTry, reason) => `depuis ${since}, prochain essai ${nextTry ?? 'immédiat'} : ${reason}`,
    approved: (id) => `La sortie ${id} est approuvée : ses jours partent désormais.`,
    heldBack: (id) => `La sortie ${id} est retenue : rien ne part avant « outputs approve ${id} ».`,
    onlyWithHold: (id) =>
      `Remarque : la sortie ${id} n’a pas « hold: true » dans les réglages ; l’approbation ne change donc rien pour l’instant.`,
    notDecided: '-',
  },
  key: {
    header: ['clé', 'libellé', 'créée', 'par', 'dernier usage', 'révoquée'],
    never: '-',
    empty:
      'Il n’y a pas encore de clé d’API : « tillbridge key create » ou le premier « tillbridge serve » en crée une.',
    created: (text) => `${text}\nElle n’est montrée que cette fois : gardez-la là où l’on garde les mots de passe.`,
    revoked: (id) => `La clé d’API ${id} est révoquée : qui la montre est refusé.`,
  },
  plugins: {
    header: ['plugin', 'type', 'version', 'maturité', 'état', 'dossier'],
    builtIn: 'intégré',
    required: ' (obligatoire)',
    usual: (value) => ` (par défaut ${value})`,
    secret: ' (secret)',
    noSettings: 'Il ne prend aucun réglage.',
    words: {
      connector: 'connecteur',
      output: 'sortie',
      found: 'trouvé',
      loaded: 'chargé',
      disabled: 'désactivé',
      invalid: 'invalide',
      failed: 'en échec',
      stub: 'ébauche',
      beta: 'bêta',
    },
  },
  config: {
    good: (file) => `${file} : aucun problème trouvé.`,
    defaults: 'les valeurs par défaut (il n’y a pas de fichier de réglages)',
    warning: (text: string) => `Attention : ${text}`,
    counts: (connections, locations, outputs) =>
      `${amount(connections, 'connexion')}, ${amount(locations, 'emplacement')}, ${amount(outputs, 'sortie')}.`,
    header: ['clé', 'valeur', 'provenance'],
    diffHeader: ['quoi', 'fichier de réglages', 'base', 'ce qui vaut'],
    file: 'fichier, à la prochaine importation',
    store: 'base',
    absent: '-',
    byDefault: 'défaut',
    validity: (from, to) =>
      from + to === '' ? 'toujours' : [from && `dès le ${from}`, to && `jusqu’au ${to}`].filter(Boolean).join(' '),
    deleted: 'supprimée',
    same: 'Le fichier de réglages et la base concordent.',
    migrated: 'Le schéma de la base est celui de cette version.',
    connection: (id) => `connexion ${id}`,
    active: (id) => `connexion ${id} : active`,
    mapping: (shop, location) => `magasin ${shop} -> ${location}`,
    status: (location) => `emplacement ${location} : statut`,
    name: (location) => `emplacement ${location} : nom`,
  },
};
