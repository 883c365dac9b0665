/** A person at a terminal with a browser beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { type CredentialRow, credentialOf } from '@tillbridge/store';
import { tillbridge } from '../cli/terminal.ts';
import { click, linkIn } from './browser.ts';
import type { Workplace } from './workplace.ts';

/** null ends the input (Ctrl-D). */
type Answer = string | null | ((said: string) => Promise<string>);

/** Types a command and answers its questions, as a person with a browser beside the terminal does. */
export async function typed(workplace: Workplace, line: string | readonly string[], ...answers: readonly Answer[]) {
  const left = [...answers];
  let said = '';
  const { exitCode } = await tillbridge(workplace, line, {
    out: (text) => void (said += text),
    err: (text) => void (said += text),
    ask: async (question) => {
      said += `${question}\n`;
      const answer = left.shift();
      if (answer === undefined) throw new Error(`nobody expected this question: ${said}`);
      return typeof answer === 'function' ? answer(said) : answer;
    },
  });
  expect(left).toEqual([]);
  return { exitCode, said };
}

export const approve = (said: string): Promise<string> => click(linkIn(said), 'approve');

/** Takes the first token out of the settings: nobody has authorised this connection yet. */
export function withoutToken(workplace: Workplace): void {
  edit(workplace, (text) => text.replace(/ +refreshToken: .*\n/, ''));
}

export function edit(workplace: Workplace, change: (text: string) => string): void {
  writeFileSync(workplace.settingsFile, change(readFileSync(workplace.settingsFile, 'utf8')));
}

/** The link that a script gets. */
export async function link(workplace: Workplace, connection = 'acme'): Promise<string> {
  const { out } = await tillbridge(workplace, `connect ${connection} --json`);
  return (JSON.parse(out) as { authorizeUrl: string }).authorizeUrl;
}

/** What the store holds of the pair. */
export const credential = (workplace: Workplace): Promise<CredentialRow | null> =>
  workplace.inStore((store) => credentialOf(store.read, 'acme'));
