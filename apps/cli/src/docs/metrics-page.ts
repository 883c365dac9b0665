import { METRIC_GROUPS } from '@tillbridge/application';
import type { Language } from '@tillbridge/domain';
import type { MetricDefinition } from '@tillbridge/observability';
import { METRIC_MEANINGS_FR } from './metric-meanings-fr.js';

const TEXT = {
  en: {
    title: '# Metrics',
    intro: [
      'What `GET /metrics` tells, in the format of Prometheus. This page is generated from the code by',
      '`npm run docs:generate`; a test compares the two. Times are in seconds, sizes in bytes; a timestamp is seconds since 1970.',
      'A series of something that was deleted ends with it, and a figure that is not known is absent, never 0.',
      'Beside these stand the usual `process_` and `nodejs_` metrics. What to do with them: [observability.md](observability.md).',
      'Français : [metrics.fr.md](metrics.fr.md)',
    ],
    columns: ['name', 'type', 'labels', 'meaning'],
  },
  fr: {
    title: '# Mesures',
    intro: [
      'Ce que donne `GET /metrics`, au format de Prometheus. Cette page est générée à partir du code par',
      '`npm run docs:generate` ; un test compare les deux. Les durées sont en secondes, les tailles en octets ; un instant est en secondes depuis 1970.',
      'La série d’une chose supprimée finit avec elle, et un chiffre inconnu est absent, jamais 0.',
      'S’y ajoutent les mesures habituelles `process_` et `nodejs_`. Qu’en faire : [observability.fr.md](observability.fr.md).',
      'English: [metrics.md](metrics.md)',
    ],
    columns: ['nom', 'type', 'étiquettes', 'sens'],
  },
} as const;

/** `docs/metrics.md` and its French twin. */
export function metricsPage(language: Language): string {
  const { title, intro, columns } = TEXT[language];
  const groups = METRIC_GROUPS.flatMap((group) => [
    '',
    `## ${group.title[language]}`,
    '',
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...Object.values(group.catalogue).map((definition) => rowOf(definition, language)),
  ]);
  return [title, '', ...intro, ...groups, ''].join('\n');
}

function rowOf({ name, type, labels, help }: MetricDefinition, language: Language): string {
  const meaning = language === 'fr' ? (METRIC_MEANINGS_FR[name] ?? '') : help;
  const shown = labels.map((label) => `\`${label}\``).join(', ');
  return `| \`${name}\` | ${type} | ${shown} | ${meaning.replaceAll('|', '\\|')} |`;
}
