/**
 * What the log keeps of a thrown value: code and message, and the stack only where there is no code, because then it is
 * a defect.
 */
export interface ErrorFields {
  readonly code: string;
  readonly message: string;
  readonly stack?: string;
}

export function errorFields(thrown: unknown): ErrorFields {
  if (!(thrown instanceof Error)) return { code: 'unknown', message: textOf(thrown) };
  const code = codeOf(thrown);
  if (code !== null) return { code, message: thrown.message };
  return { code: thrown.name, message: thrown.message, ...(thrown.stack === undefined ? {} : { stack: thrown.stack }) };
}

/** The code of a problem, of a cause, or of an error of the system. */
function codeOf(error: Error): string | null {
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (!('cause_' in error) || typeof error.cause_ !== 'object' || error.cause_ === null) return null;
  return 'code' in error.cause_ && typeof error.cause_.code === 'string' ? error.cause_.code : null;
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return 'a value that cannot be shown';
  }
}
