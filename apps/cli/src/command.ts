import type { ParseArgsOptionsConfig } from 'node:util';
import type { CommandName } from './messages/help.js';
import type { Finding } from './finding.js';
import type { Invocation } from './invocation.js';

export type Values = Readonly<Record<string, string | boolean | undefined>>;

export interface Arguments {
  readonly words: readonly string[];
  readonly values: Values;
}

export interface Outcome {
  /** For people, on stdout. */
  readonly text: string;
  /** For programs, with --json. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  /** The text tells the findings already, each in its place. */
  readonly saidInText?: boolean;
}

/** One command of the command line; each calls one library. */
export interface Command {
  readonly name: CommandName;
  readonly options: ParseArgsOptionsConfig;
  /** How many words may follow its name. */
  readonly words: { readonly least: number; readonly most: number };
  run(given: Arguments, invocation: Invocation): Promise<Outcome>;
}
