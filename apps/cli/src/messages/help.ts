import type { Language } from '@tillbridge/domain';
import { helpEn } from './help-en.js';
import { helpFr } from './help-fr.js';

/** What `--help` says of each command; a command that is missing in French does not compile. */
export type HelpTexts = typeof helpEn;
export type CommandName = keyof HelpTexts['commands'];

function textsIn(language: Language): HelpTexts {
  return language === 'fr' ? helpFr : helpEn;
}

export function generalHelp(language: Language): string {
  const { before, commands, after } = textsIn(language);
  const names = Object.keys(commands) as CommandName[];
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  ${name.padEnd(width)}  ${commands[name].about}`);
  return `${before}\n${lines.join('\n')}\n\n${after}\n`;
}

export function commandHelp(name: CommandName, language: Language): string {
  const { commands, after, usage } = textsIn(language);
  const { about, forms, options } = commands[name];
  const lines = forms.map((form) => `  tillbridge ${form}`);
  return [about, `\n${usage}\n${lines.join('\n')}`, options === '' ? '' : `\n${options}`, `\n${after}\n`]
    .filter((part) => part !== '')
    .join('\n');
}
