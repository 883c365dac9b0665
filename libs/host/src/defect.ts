import { CauseError, causeOf } from '@tillbridge/plugin-kit';

const LONGEST_MESSAGE = 200;

/**
 * What a plugin threw, as a CauseError. Anything without a cause is a defect of the plugin, unless the call was
 * aborted: then the error is only a consequence, and the signal's reason is what happened.
 */
export function branded(thrown: unknown, plugin: string, signal: AbortSignal): unknown {
  const cause = causeOf(thrown);
  if (cause !== undefined) return thrown instanceof Error ? thrown : new CauseError(cause);
  if (signal.aborted) return signal.reason;
  return defect(plugin, sayThrown(thrown), thrown);
}

export function defect(plugin: string, what: string, cause?: unknown): CauseError {
  return new CauseError({ code: 'plugin.defect', message: `${plugin}: ${what}` }, { cause });
}

/** A SyntaxError quotes what it could not read, which may hold customer data (I6). */
function sayThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `threw a ${typeof thrown} instead of an error`;
  return thrown instanceof SyntaxError ? thrown.name : `${thrown.name}: ${thrown.message.slice(0, LONGEST_MESSAGE)}`;
}
