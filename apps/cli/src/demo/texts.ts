import { type Layout, shown } from './layout.js';
import type { Verdict } from './verdict.js';

const SHOWN_DIFFERENCES = 20;

const en = {
  starting: 'Starting a simulated Lightspeed R-Series account with three stores in three time zones.',
  simulatorAt: (url: string) => `It answers at ${url}; its clock stands at 5 November 2026, 12:00 UTC.`,
  verdict: (judged: Verdict): string => {
    const { totals, kinds } = judged.truth;
    return `
Compared with what the simulator knows, cell by cell:
  sales ${totals.sales}, transactions ${totals.transactions}, items ${totals.items}, staff hours ${hours(totals.staffSeconds)}
  ${judged.cells} hourly cells in the analysts' files, ${judged.rows} rows in the TMAS files, ${judged.longDays} days of 25 hours
  sales: ${counts(kinds.sales)}
  shifts: ${counts(kinds.shifts)}
  differences: ${judged.differences.length}${listed(judged.differences)}${
    judged.absent.length === 0 ? '' : `\n  FAILED: the week holds none of ${judged.absent.join(', ')}`
  }
${judged.good ? 'Every cell agrees.' : 'THE DEMO FAILED.'}`;
  },
  places: (layout: Layout, url: string): string => {
    const path = (absolute: string): string => shown(layout, absolute);
    const config = `--config ${path(layout.settingsFile)}`;
    return `
Where everything is:
  settings   ${path(layout.settingsFile)}
  database   ${path(layout.database)}
  CSV        ${path(layout.outputs.tmas)} for TMAS, ${path(layout.outputs.tally)} for analysts
  simulator  ${url} (while the demo runs)
Try:
  npm run tillbridge -- tallies --from 2026-11-01 --to 2026-11-01 --location 0001 ${config}
  npm run tillbridge -- deliveries --from 2026-10-29 --to 2026-11-04 ${config}
  npm run tillbridge -- config print ${config}`;
  },
  keeps: `
The simulator goes on. Each minute, or when you press Enter, an hour passes there and an import follows; Ctrl-C ends it.
In another terminal: npm run tillbridge -- sync acme --deliver --config var/demo/tillbridge.yaml`,
  ended: 'The demo has ended, the simulator with it.',
};

export type DemoTexts = typeof en;

const fr: DemoTexts = {
  starting: 'Démarrage d’un compte Lightspeed R-Series simulé : trois magasins dans trois fuseaux horaires.',
  simulatorAt: (url) => `Il répond à ${url} ; son horloge est arrêtée au 5 novembre 2026, 12 h UTC.`,
  verdict: (judged) => {
    const { totals, kinds } = judged.truth;
    return `
Comparé à ce que sait le simulateur, cellule par cellule :
  ventes ${totals.sales}, transactions ${totals.transactions}, articles ${totals.items}, heures de personnel ${hours(totals.staffSeconds)}
  ${judged.cells} cellules horaires dans les fichiers d’analyse, ${judged.rows} lignes dans les fichiers TMAS, ${judged.longDays} jours de 25 heures
  ventes : ${counts(kinds.sales)}
  pointages : ${counts(kinds.shifts)}
  écarts : ${judged.differences.length}${listed(judged.differences)}${
    judged.absent.length === 0 ? '' : `\n  ÉCHEC : la semaine ne contient aucun ${judged.absent.join(', ')}`
  }
${judged.good ? 'Toutes les cellules concordent.' : 'LA DÉMO A ÉCHOUÉ.'}`;
  },
  places: (layout, url) => {
    const path = (absolute: string): string => shown(layout, absolute);
    const config = `--config ${path(layout.settingsFile)}`;
    return `
Où tout se trouve :
  réglages    ${path(layout.settingsFile)}
  base        ${path(layout.database)}
  CSV         ${path(layout.outputs.tmas)} pour TMAS, ${path(layout.outputs.tally)} pour l’analyse
  simulateur  ${url} (tant que la démo tourne)
Essayez :
  npm run tillbridge -- tallies --from 2026-11-01 --to 2026-11-01 --location 0001 ${config}
  npm run tillbridge -- deliveries --from 2026-10-29 --to 2026-11-04 ${config}
  npm run tillbridge -- config print ${config}`;
  },
  keeps: `
Le simulateur continue. Chaque minute, ou sur Entrée, une heure y passe et une importation suit ; Ctrl-C y met fin.
Dans un autre terminal : npm run tillbridge -- sync acme --deliver --config var/demo/tillbridge.yaml`,
  ended: 'La démo est terminée, le simulateur aussi.',
};

export function demoTexts(locale: string): DemoTexts {
  return locale.startsWith('fr') ? fr : en;
}

function hours(seconds: number): string {
  return (seconds / 3_600).toFixed(2);
}

function counts(kinds: Readonly<Record<string, number>>): string {
  return Object.entries(kinds)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}

function listed(differences: readonly string[]): string {
  return differences
    .slice(0, SHOWN_DIFFERENCES)
    .map((line) => `\n    ${line}`)
    .join('');
}
