import { basename, dirname, join } from 'node:path';

const TEMPORARY = /^\.(.+)\.([0-9a-f]+)\.tmp$/;

/** Beside its target: a rename across devices is not atomic. Hidden: importers that take every file pass it over. */
export function temporaryOf(target: string, random: string): string {
  return join(dirname(target), `.${basename(target)}.${random}.tmp`);
}

export interface TemporaryName {
  /** As it stands in the folder. */
  readonly name: string;
  readonly target: string;
  readonly random: string;
}

export function temporariesAmong(names: readonly string[]): TemporaryName[] {
  return names.flatMap((name) => {
    const [, target, random] = TEMPORARY.exec(name) ?? [];
    return target === undefined || random === undefined ? [] : [{ name, target, random }];
  });
}
