/** What the file system's error says. By its fields, not its class: an error may come from another realm. */
export interface SystemError {
  readonly name: string | null;
  /** `ENOSPC` and the like. */
  readonly code: string | null;
  readonly path: string | null;
}

export function systemError(error: unknown): SystemError {
  if (typeof error !== 'object' || error === null) return { name: null, code: null, path: null };
  return {
    name: 'name' in error && typeof error.name === 'string' ? error.name : null,
    code: 'code' in error && typeof error.code === 'string' ? error.code : null,
    path: 'path' in error && typeof error.path === 'string' ? error.path : null,
  };
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(systemError(error).code ?? '');
}
