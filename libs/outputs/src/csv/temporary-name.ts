import { basename, dirname, join } from 'node:path';

const TEMPORARY = /^\.(.+)\.([0-9a-f]+)\.(void\.)?tmp$/;

/** Beside its target: a rename across devices is not atomic. Hidden: importers that take every file pass it over. */
export function temporaryOf(target: string, random: string): string {
  return join(dirname(target), `.${basename(target)}.${random}.tmp`);
}

export function voidName(name: string): string {
  return name.replace(/tmp$/, 'void.tmp');
}

export interface TemporaryName {
  /** As it stands in the folder. */
  readonly name: string;
  readonly target: string;
  readonly random: string;
  /** Taken from whoever wrote it, who can give it no name any more. */
  readonly isVoid: boolean;
}

export function temporariesAmong(names: readonly string[]): TemporaryName[] {
  return names.flatMap((name) => {
    const [, target, random, mark] = TEMPORARY.exec(name) ?? [];
    return target === undefined || random === undefined ? [] : [{ name, target, random, isVoid: mark !== undefined }];
  });
}
