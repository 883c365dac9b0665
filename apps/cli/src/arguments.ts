import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { problemError, TillbridgeError } from '@tillbridge/domain';
import { hintedProblem, isLine, nearestName } from '@tillbridge/settings';
import type { Arguments, Command, Values } from './command.js';
import { CLI_PROBLEMS } from './problems.js';

/** Understood by every command. */
export const GLOBAL_OPTIONS = {
  config: { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  verbose: { type: 'boolean' },
  version: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig;

/** Null where the line names none. @throws TillbridgeError `cli.command_unknown` */
export function commandNamed<Name extends string>(argv: readonly string[], names: readonly Name[]): Name | null {
  const { tokens } = parseArgs({ args: [...argv], strict: false, tokens: true, options: GLOBAL_OPTIONS });
  const word = tokens.find((token) => token.kind === 'positional')?.value;
  if (word === undefined) return null;
  const found = names.find((name) => name === word);
  if (found !== undefined) return found;
  const parameters = { command: word, known: names.join(', ') };
  throw new TillbridgeError(hintedProblem(CLI_PROBLEMS, 'cli.command_unknown', parameters, nearestName(word, names)));
}

/** Reads the words after the command. Whatever is wrong with them becomes one problem, with the nearest right name. */
export function readArguments(argv: readonly string[], command: Command): Arguments {
  const options: ParseArgsOptionsConfig = { ...GLOBAL_OPTIONS, ...command.options };
  const { tokens } = parseArgs({ args: [...argv], strict: false, tokens: true, options });
  const values: Record<string, string | boolean> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind === 'option') values[token.name] = valueOf(token, options);
  }
  words.shift();
  checkCount(words, command);
  return { words, values };
}

function valueOf(
  token: { readonly name: string; readonly rawName: string; readonly value: string | undefined },
  options: ParseArgsOptionsConfig,
): string | boolean {
  const option = options[token.name];
  if (option === undefined) {
    const nearest = nearestName(token.name, Object.keys(options));
    const known = Object.keys(options).map((name) => `--${name}`);
    const parameters = { option: token.rawName, known: known.join(', ') };
    const hint = nearest === null ? null : `--${nearest}`;
    throw new TillbridgeError(hintedProblem(CLI_PROBLEMS, 'cli.option_unknown', parameters, hint));
  }
  if (option.type === 'boolean') {
    if (token.value === undefined) return true;
    throw problemError(CLI_PROBLEMS, 'cli.option_without_value', { option: token.rawName });
  }
  // A value that begins with a dash is an option whose value was forgotten; `--x=-y` says that it is meant.
  if (token.value === undefined) throw problemError(CLI_PROBLEMS, 'cli.option_needs_value', { option: token.rawName });
  return token.value;
}

function checkCount(words: readonly string[], { name, words: { least, most } }: Command): void {
  if (words.length >= least && words.length <= most) return;
  const code = words.length < least ? 'cli.word_missing' : 'cli.word_unexpected';
  throw problemError(CLI_PROBLEMS, code, { command: name, word: words[most] ?? '' });
}

export function textOf(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value : null;
}

/** What people will read, null where it is absent. @throws TillbridgeError `cli.line_refused` */
export function lineOf(values: Values, name: string, longest: number): string | null {
  const text = textOf(values, name);
  if (text === null || isLine(text, longest)) return text;
  throw problemError(CLI_PROBLEMS, 'cli.line_refused', { option: `--${name}`, limit: longest });
}

export function isSet(values: Values, name: string): boolean {
  return values[name] === true;
}

/** @throws TillbridgeError `cli.option_required` */
export function requiredText(values: Values, name: string): string {
  const value = textOf(values, name);
  if (value === null) throw problemError(CLI_PROBLEMS, 'cli.option_required', { option: `--${name}` });
  return value;
}

/** One of a closed list. @throws TillbridgeError `cli.choice_unknown` */
export function oneOf<T extends string>(text: string, choices: readonly T[], place: string): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const parameters = { place, text, known: choices.join(', ') };
  throw new TillbridgeError(hintedProblem(CLI_PROBLEMS, 'cli.choice_unknown', parameters, nearestName(text, choices)));
}
