import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mapBounded } from '../in-flight.js';
import { manifestName, parseManifest } from './file-manifest.js';
import { syncFolder } from './publish.js';
import { hasCode } from './system-error.js';
import { temporariesAmong, type TemporaryName, voidName } from './temporary-name.js';

const WIDTH = 16;

export interface Folders {
  readonly directory: string;
  readonly manifests: string;
}

export interface LeftoversWanted {
  /** Of a data file. */
  readonly isOurs: (file: string) => boolean;
  /** What stands in the hidden names of this very delivery. */
  readonly claimed: ReadonlySet<string>;
}

/**
 * Ends what a killed delivery began with the data files that `isOurs` names, and answers the names of all manifests.
 * Where the content still waits under its hidden name nobody has seen it: both parts go. Where the announcement alone
 * is left the content was seen, and is announced: a receiver that adds must not be handed its hours again. Nobody else
 * writes these names but a sender of this output that was frozen, and it must not go on (I4).
 */
export async function settleLeftovers(
  { directory, manifests }: Folders,
  { isOurs, claimed }: LeftoversWanted,
): Promise<string[]> {
  const isLeft = (file: string, random: string): boolean => isOurs(file) && !claimed.has(random);
  const left = temporariesAmong(await readdir(directory)).filter(({ target, random }) => isLeft(target, random));
  const names = await readdir(manifests);
  const announcements = temporariesAmong(names).filter(({ target, random }) => isLeft(fileOf(target), random));
  const contents = (await mapBounded(left, WIDTH, (content) => withdraw(directory, content))).filter(
    (content) => content !== null,
  );
  const unseen = new Set(contents.map(({ target, random }) => `${random} ${target}`));
  const announced = await mapBounded(announcements, WIDTH, async ({ name, target, random }) => {
    const seen = !unseen.has(`${random} ${fileOf(target)}`) && (await isWhole(manifests, { name, target }));
    if (seen) await rename(join(manifests, name), join(manifests, target));
    else await rm(join(manifests, name), { force: true });
    return seen ? target : null;
  });
  if (announcements.length > 0) await syncFolder(manifests);
  // Last: an announcement without its content would pass for one whose content was seen.
  await mapBounded(contents, WIDTH, ({ name }) => rm(join(directory, name), { force: true }));
  return [...names, ...announced.filter((name) => name !== null)];
}

function fileOf(manifest: string): string {
  return manifest.slice(0, -manifestName('').length);
}

/**
 * Takes the content from its writer, who may go on at this very moment. Null where the writer has just given it its name:
 * then it was seen.
 */
async function withdraw(directory: string, content: TemporaryName): Promise<TemporaryName | null> {
  if (content.isVoid) return content;
  const name = voidName(content.name);
  try {
    await rename(join(directory, content.name), join(directory, name));
    return { ...content, name, isVoid: true };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

async function isWhole(manifests: string, { name, target }: Pick<TemporaryName, 'name' | 'target'>): Promise<boolean> {
  return parseManifest(await readFile(join(manifests, name), 'utf8'))?.file === fileOf(target);
}
