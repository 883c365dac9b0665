import { EXIT_CODES, type Language, type ProblemDefinition } from '@tillbridge/domain';
import { CATALOGUE } from './catalogue.js';

const TEXT = {
  en: {
    title: '# Errors',
    intro: [
      'Every message that asks something of a person has a stable code. This page is generated from the code by',
      '`npm run docs:generate`; a test compares the two. `{name}` stands for what the message names.',
      'Français : [errors.fr.md](errors.fr.md)',
    ],
    columns: ['code', 'exit', 'what is wrong', 'what to do'],
  },
  fr: {
    title: '# Erreurs',
    intro: [
      'Chaque message qui demande une action porte un code stable. Cette page est générée à partir du code par',
      '`npm run docs:generate` ; un test compare les deux. `{nom}` remplace ce que le message nomme.',
      'English: [errors.md](errors.md)',
    ],
    columns: ['code', 'sortie', 'ce qui ne va pas', 'que faire'],
  },
} as const;

/** `docs/errors.md` and its French twin. */
export function errorsPage(language: Language): string {
  const { title, intro, columns } = TEXT[language];
  const groups = CATALOGUE.flatMap((group) => [
    '',
    `## ${group.title[language]}`,
    '',
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...Object.entries(group.problems).map(([code, definition]) => rowOf(code, definition, language)),
  ]);
  return [title, '', ...intro, ...groups, ''].join('\n');
}

function rowOf(code: string, definition: ProblemDefinition, language: Language): string {
  const { what, fix } = definition[language];
  return `| \`${code}\` | ${EXIT_CODES[definition.kind]} | ${cell(what)} | ${cell(fix)} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
