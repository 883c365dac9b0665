import type { ChangeFault, JudgedChanges } from '../compare/changes.js';
import type { Pass } from '../compare/verdict.js';
import type { MadeEdit } from '../steps/edits.js';
import type { en } from './en.js';
import { allDifferences, changeLines, counts, firstLines, hours, table } from './figures.js';

const HELP = `Un point de vente, Tillbridge et trois sortes de sorties sur cette machine, comparées cellule par cellule.

Usage : npm run demo [-- options]

  --once        un passage, comparé, puis la fin ; code 0 seulement si chaque cellule concorde
  --postgres    la base de Tillbridge et la sortie de base de données sur un PostgreSQL à elles
  --speed N     secondes du point de vente par seconde, pendant la vente en direct (60)
  -h, --help    ce texte

Tout se trouve dans var/demo. Ctrl-C y met fin.
`;

const EDIT: Readonly<Record<MadeEdit['kind'], (edit: MadeEdit) => string>> = {
  void: ({ id, window }) => `la vente ${id} du magasin ${window.shop} est annulée`,
  refund: ({ id, window, completeTime = '' }) =>
    `la vente ${id} du magasin ${window.shop} est remboursée à ${completeTime}`,
  backdate: ({ id, window, completeTime = '' }) =>
    `la vente ${id} du magasin ${window.shop} est antidatée à ${completeTime}`,
  deleteShift: ({ id, window }) => `le pointage ${id} du magasin ${window.shop} est supprimé`,
};

const FAULT: Readonly<Record<ChangeFault['why'], string>> = {
  unchanged: 'aurait dû changer et ne l’a pas fait',
  unasked: 'a changé pour rien',
  oldRevision: 'a changé, mais sans révision plus élevée',
};

const WHAT: Readonly<Record<string, string>> = {
  hook: 'webhook signé',
  tmas: 'CSV pour TMAS (une heure répétée fait une ligne)',
  analysts: 'CSV pour l’analyse',
  warehouse: 'base de données',
};

export const fr: typeof en = {
  help: HELP,
  badSpeed: (given, most) => `--speed est un nombre entier de 1 à ${most}, pas « ${given} »`,
  badOption: (reason) => `démo : ${reason}\n« npm run demo -- --help » donne les options.`,
  starting: (database) =>
    `Démarrage d’un compte Lightspeed R-Series simulé (trois magasins, trois fuseaux), d’un destinataire de webhooks, de ${database} et de Tillbridge.`,
  started: ({
    simulator,
    receiver,
    daemon,
  }) => `  simulateur   ${simulator} ; son horloge est arrêtée au 5 novembre 2026, 12 h UTC
  destinataire ${receiver}
  Tillbridge   ${daemon}`,
  authorises: '\nConnexion, comme le ferait le propriétaire du compte dans un navigateur :',
  asked: (address) => `  Tillbridge demande l’accès : ${address}`,
  consented: '  le propriétaire clique « Allow » sur la page du point de vente',
  returned: (address) => `  le navigateur revient à ${address} ; le code y est échangé contre des jetons`,
  imports: ({ from, to }) => `\nImportation du ${from} au ${to} de trois magasins, et livraison à quatre sorties.`,
  imported: (seconds) => `  fait en ${seconds.replace('.', ',')} s`,
  repeats: ({ from, to }) => `\nNouvelle importation du ${from} au ${to} : rien n’a changé au point de vente.`,
  repeated: ({ moved, messages }) =>
    moved.length === 0 && messages === 0
      ? '  rien n’a été envoyé, aucune cellule n’a bougé'
      : `  ERREUR : ${moved.length} cellules ont bougé, ${messages} messages ont été envoyés`,
  edits: (edits) =>
    `\nLe passé change au point de vente :${edits.map((edit) => `\n  ${EDIT[edit.kind](edit)}`).join('')}\nNouvelle importation des deux semaines.`,
  edited: (outputs, changes) =>
    [
      `Ce qui a changé (ventes, transactions, articles, heures de personnel) :${changeLines(changes, 'révision', 'dans')}`,
      'Est-ce exactement ce qui le devait ?',
      ...outputs.map(({ output, wanted, changed, faults }) => {
        const wrong = faults.map(({ name, why }) => `${name} : ${FAULT[why]}`);
        return `  ${output} : ${changed.length} cellules, ${wanted} attendues, ${faults.length} fausses${firstLines(wrong)}`;
      }),
    ].join('\n'),
  verdict: ({ truth, compared, edited }, { good, absent, longDays }) => {
    const { totals, kinds } = truth;
    return `
Comparé à ce que sait le simulateur, cellule par cellule :
  ventes ${totals.sales}, transactions ${totals.transactions}, articles ${totals.items}, heures de personnel ${hours(totals.staffSeconds)}
  ${longDays} jours de 25 heures
  ventes : ${counts(kinds.sales)}
  pointages : ${counts(kinds.shifts)}

${outputsTable(compared, edited)}
${firstLines([...allDifferences(compared.first), ...allDifferences(compared.last)])}${
      absent.length === 0 ? '' : `\n  ÉCHEC : les semaines ne contiennent aucun ${absent.join(', ')}`
    }
${good ? 'Toutes les cellules concordent dans toutes les sorties.' : 'LA DÉMO A ÉCHOUÉ.'}`;
  },
  places: (place) => `
Où tout se trouve :
  réglages    ${place.settings}
  base        ${place.store}
  CSV         ${place.tmas} pour TMAS, ${place.tally} pour l’analyse
  sortie      ${place.warehouse}
  journal     ${place.log}
  API         ${place.daemon}/api/docs (clé : ${place.keyFile})
  métriques   ${place.daemon}/metrics
  état        ${place.daemon}/health/details
  simulateur  ${place.simulator}/simulator`,
  tries: (place, sale) => `
Essayez, tant que la démo tourne :
  KEY=$(cat ${place.keyFile})
  curl -s ${place.daemon}/health/ready
  curl -s ${place.daemon}/metrics | grep delivered_watermark
  curl -s -H "Authorization: Bearer $KEY" ${place.daemon}/health/details
  curl -s -H "Authorization: Bearer $KEY" ${place.daemon}/api/v1/connections
  curl -s -H "Authorization: Bearer $KEY" "${place.daemon}/api/v1/tallies?from=2026-11-01&to=2026-11-01&location=0001"
  curl -s ${place.simulator}/simulator/sales/void -d '{"saleID":${sale}}'           # son heure est corrigée en une minute
  curl -s ${place.simulator}/simulator/employees/lock -d '{"locked":true}'      # l’employé qui a autorisé est parti
  curl -s ${place.simulator}/simulator/employees/lock -d '{"locked":false}'     # et revenu ; voir docs/simulator.md`,
  stays: (place) => `
Tillbridge, le simulateur et le destinataire se sont arrêtés avec la démo. Ce qu’ils ont laissé dans var/demo se consulte :
  npm run tillbridge -- tallies --from 2026-11-01 --to 2026-11-01 --location 0001 --config ${place.settings}
  npm run tillbridge -- deliveries --from 2026-10-29 --to 2026-11-05 --config ${place.settings}`,
  sells: (speed) => `
Les magasins continuent de vendre : ${speed} secondes y passent en une ici, et Tillbridge importe chaque minute.
Entrée y fait passer une heure d’un coup. Ctrl-C met fin à la démo.`,
  changes: (now, changes) =>
    `\n${now} au point de vente (ventes, transactions, articles, heures de personnel) :${changeLines(changes, 'révision', 'dans')}`,
  ends: '\nArrêt de ce qui a été démarré.',
  ended: 'La démo est terminée, et tout ce qu’elle avait démarré.',
  failed: (reason, log) => `\nLA DÉMO A ÉCHOUÉ : ${reason}\nLe journal de Tillbridge : ${log}`,
};

function outputsTable(compared: Pass['compared'], edited: readonly JudgedChanges[]): string {
  const rows = compared.last.map(({ output, cells, differences }, at) => [
    output,
    WHAT[output] ?? '',
    String(cells),
    String(compared.first[at]?.differences.length ?? '-'),
    String(edited[at]?.changed.length ?? '-'),
    String(differences.length),
  ]);
  const head = ['sortie', '', 'cellules', 'écarts', 'cellules modifiées', 'écarts ensuite'];
  return table([head, ...rows]);
}
