import { EXIT_CODES, type ProblemKind } from '@tillbridge/domain';

/*
 * Where the exit code is decided. What each kind of problem leaves with stands in domain; an old Node leaves with the
 * code of `settings` before anything can be imported, so that `main.ts` spells it itself.
 */

/** Kinds of problems in order: where there are several, the first of these decides. */
const GRAVITY: readonly ProblemKind[] = ['settings', 'person', 'failed', 'later', 'usage'];

/** 128 and the number of the signal, as shells have it. */
const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export type EndingSignal = keyof typeof SIGNAL_CODES;

/** The exit code of the worst of them: settings 78, a person must act 77, failed 1, later 75; 0 when there is none. */
export function exitCodeOf(findings: ReadonlyArray<{ readonly kind: ProblemKind }>): number {
  const worst = GRAVITY.find((kind) => findings.some((finding) => finding.kind === kind));
  return worst === undefined ? 0 : EXIT_CODES[worst];
}

export function exitCodeOfSignal(signal: EndingSignal): number {
  return SIGNAL_CODES[signal];
}

/** A promise that a plugin dropped and that failed later is no success, whatever the command itself made of it. */
export function exitCodeBeside(exitCode: number, strayFailed: boolean): number {
  return exitCode === 0 && strayFailed ? EXIT_CODES.failed : exitCode;
}
