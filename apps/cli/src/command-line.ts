import { type Language, type Problem, problemOf, TillbridgeError } from '@tillbridge/domain';
import { causeOf } from '@tillbridge/plugin-kit';
import { commandNamed, isSet, oneOf, readArguments, textOf } from './arguments.js';
import type { Arguments, Command, Outcome } from './command.js';
import { COMMANDS } from './commands/index.js';
import { exitCodeOf } from './exit-code.js';
import { type Finding, findingOfCause, findingOfProblem } from './finding.js';
import { Interrupted } from './interrupted.js';
import type { Io } from './io.js';
import { type CommandName, commandHelp, generalHelp } from './messages/help.js';
import { CLI_PROBLEMS } from './problems.js';
import { findingText } from './report/findings.js';
import { Invocation } from './invocation.js';
import { VERSION } from './version.js';

/** Runs one command line and answers its exit code. Everything that it says goes through `io`. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const language = languageOf(argv, io);
  const json = argv.includes('--json');
  try {
    const name = commandNamed(argv, Object.keys(COMMANDS) as CommandName[]);
    if (name === null) return withoutCommand(argv, io, language);
    if (asksForHelp(argv)) {
      io.out(commandHelp(name, language));
      return 0;
    }
    const command = await COMMANDS[name]();
    const given = readArguments(argv, command);
    const lang = textOf(given.values, 'lang');
    if (lang !== null) oneOf(lang, ['en', 'fr'], '--lang');
    const config = textOf(given.values, 'config');
    const invocation = new Invocation(io, { config, language, languageIsGiven: lang !== null, json });
    return await runCommand(command, given, invocation);
  } catch (thrown) {
    return failed(thrown, io, { json, language, verbose: isVerbose(argv, io) });
  }
}

function asksForHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h');
}

async function runCommand(command: Command, given: Arguments, invocation: Invocation): Promise<number> {
  const { io, json } = invocation;
  const verbose = isSet(given.values, 'verbose') || isVerbose([], io);
  try {
    const outcome = await command.run(given, invocation);
    // An interruption counts only where it left something undone, which findings tell; a command that was done already
    // has succeeded.
    const cut = outcome.findings.length > 0 ? interruptionOf(io) : null;
    return told(outcome, io, json, cut?.exitCode ?? exitCodeOf(outcome.findings));
  } catch (thrown) {
    return failed(thrown, io, { json, language: invocation.language, verbose });
  } finally {
    await invocation.close();
  }
}

function told(outcome: Outcome, io: Io, json: boolean, exitCode = exitCodeOf(outcome.findings)): number {
  const { text, data, findings, saidInText = false } = outcome;
  if (json) {
    io.out(`${JSON.stringify({ exitCode, findings, ...data }, null, 2)}\n`);
    return exitCode;
  }
  if (text !== '') io.out(text.endsWith('\n') ? text : `${text}\n`);
  if (!saidInText) for (const finding of findings) io.err(findingText(finding));
  return exitCode;
}

function failed(
  thrown: unknown,
  io: Io,
  { json, language, verbose }: { readonly json: boolean; readonly language: Language; readonly verbose: boolean },
): number {
  const interrupted = interruptionOf(io);
  const findings =
    interrupted === null
      ? findingsOf(thrown, language)
      : [findingOfProblem(problemOf(CLI_PROBLEMS, 'cli.interrupted', { signal: interrupted.signal }), language)];
  const exitCode = interrupted?.exitCode ?? exitCodeOf(findings);
  told({ text: '', data: {}, findings }, io, json, exitCode);
  if (verbose && thrown instanceof Error) io.err(`${thrown.stack ?? thrown.message}\n`);
  return exitCode;
}

function interruptionOf({ signal }: Io): Interrupted | null {
  return signal.aborted && signal.reason instanceof Interrupted ? signal.reason : null;
}

function findingsOf(thrown: unknown, language: Language): Finding[] {
  if (thrown instanceof TillbridgeError) {
    return thrown.problems.map((problem: Problem) => findingOfProblem(problem, language));
  }
  const cause = causeOf(thrown);
  if (cause !== undefined) return [findingOfCause(cause, language)];
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return [findingOfProblem(problemOf(CLI_PROBLEMS, 'cli.defect', { message, version: VERSION }), language)];
}

function withoutCommand(argv: readonly string[], io: Io, language: Language): number {
  if (argv.includes('--version')) {
    io.out(`${VERSION}\n`);
    return 0;
  }
  if (asksForHelp(argv)) {
    io.out(generalHelp(language));
    return 0;
  }
  io.err(generalHelp(language));
  const finding = findingOfProblem(problemOf(CLI_PROBLEMS, 'cli.command_missing', {}), language);
  return told({ text: '', data: {}, findings: [finding] }, io, argv.includes('--json'));
}

function languageOf(argv: readonly string[], { environment }: Io): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  if (asked === 'en' || asked === 'fr') return asked;
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return locale.startsWith('fr') ? 'fr' : 'en';
}

function isVerbose(argv: readonly string[], { environment }: Io): boolean {
  return argv.includes('--verbose') || (environment['DEBUG'] ?? '') !== '';
}
